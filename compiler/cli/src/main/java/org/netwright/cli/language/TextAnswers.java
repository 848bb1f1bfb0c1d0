package org.netwright.cli.language;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.FoldingRangeRequestParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PrepareRenameDefaultBehavior;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.SemanticTokensParams;
import org.eclipse.lsp4j.SignatureHelp;
import org.eclipse.lsp4j.SignatureHelpParams;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Either3;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.Limits;
import org.netwright.frontend.format.Formatter;
import org.netwright.frontend.live.LiveFile;
import org.netwright.frontend.syntax.Name;
import org.netwright.spi.diagnostic.DiagnosticException;

/**
 * The answers to what an editor asks about a text. What needs the meaning of the text waits for it;
 * completion and signatures do not, since they are asked for while the text makes no sense.
 */
final class TextAnswers implements TextDocumentService {
  /** How long a hover waits for a value that is still being checked. */
  private static final Duration HOVER_PATIENCE = Duration.ofSeconds(2);

  private final Workspace workspace;
  private final FileNames names;
  private final Findings findings;
  private final ExecutorService answers;
  private final ExecutorService completions;

  /**
   * @param completions where what is asked for at each key is answered
   */
  TextAnswers(
      Workspace workspace, FileNames names, ExecutorService answers, ExecutorService completions) {
    this.workspace = workspace;
    this.names = names;
    this.findings = new Findings(names::uri);
    this.answers = answers;
    this.completions = completions;
  }

  // ---- texts

  @Override
  public void didOpen(DidOpenTextDocumentParams opened) {
    String uri = opened.getTextDocument().getUri();
    workspace.put(new Document(uri, names.file(uri), opened.getTextDocument().getText()));
  }

  @Override
  public void didChange(DidChangeTextDocumentParams change) {
    workspace
        .document(change.getTextDocument().getUri())
        .ifPresent(document -> workspace.put(document.changed(change.getContentChanges())));
  }

  @Override
  public void didClose(DidCloseTextDocumentParams closed) {
    workspace.close(closed.getTextDocument().getUri());
  }

  @Override
  public void didSave(DidSaveTextDocumentParams saved) {
    workspace.reconsider(saved.getTextDocument().getUri());
  }

  // ---- answers

  /**
   * What follows from a text that was looked at; null, as the protocol wants, when nothing does.
   */
  private <T> CompletableFuture<@Nullable T> settled(
      TextDocumentIdentifier of, Function<Analysis, Optional<T>> answer) {
    return workspace
        .settled(of.getUri())
        .thenApplyAsync(analysis -> analysis.flatMap(answer).orElse(null), answers);
  }

  private <T> CompletableFuture<List<T>> all(
      TextDocumentIdentifier of, Function<Analysis, List<T>> answer) {
    return workspace
        .settled(of.getUri())
        .thenApplyAsync(analysis -> analysis.map(answer).orElse(List.of()), answers);
  }

  @Override
  public CompletableFuture<@Nullable Hover> hover(HoverParams asked) {
    String uri = asked.getTextDocument().getUri();
    return workspace
        .settled(uri)
        .thenApplyAsync(
            first ->
                first
                    .filter(analysis -> !analysis.latest().isWhole())
                    .filter(a -> !new Hovers(a.understood()).isValued(asked.getPosition()))
                    .isPresent(),
            answers)
        .thenCompose(due -> due ? workspace.whole(uri, HOVER_PATIENCE) : workspace.settled(uri))
        .thenApplyAsync(
            known ->
                known.flatMap(a -> new Hovers(a.understood()).at(asked.getPosition())).orElse(null),
            answers);
  }

  @Override
  public CompletableFuture<List<InlayHint>> inlayHint(InlayHintParams asked) {
    return all(
        asked.getTextDocument(), analysis -> Hints.in(analysis.understood(), asked.getRange()));
  }

  @Override
  public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(
      CompletionParams asked) {
    String uri = asked.getTextDocument().getUri();
    return known(uri)
        .thenApplyAsync(
            analysis ->
                Either.forLeft(
                    analysis
                        .flatMap(
                            a ->
                                workspace
                                    .document(uri)
                                    .map(
                                        d ->
                                            Completions.at(d, a.understood(), asked.getPosition())))
                        .orElse(List.of())),
            completions);
  }

  @Override
  public CompletableFuture<@Nullable SignatureHelp> signatureHelp(SignatureHelpParams asked) {
    String uri = asked.getTextDocument().getUri();
    return known(uri)
        .thenApplyAsync(
            analysis ->
                analysis
                    .flatMap(
                        a ->
                            workspace
                                .document(uri)
                                .flatMap(
                                    d -> Signatures.at(d, a.understood(), asked.getPosition())))
                    .orElse(null),
            completions);
  }

  /** What is known already; of a file that was just opened, what comes first. */
  private CompletableFuture<Optional<Analysis>> known(String uri) {
    Optional<Analysis> known = workspace.known(uri);
    return known.isPresent() ? CompletableFuture.completedFuture(known) : workspace.settled(uri);
  }

  @Override
  public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>>
      definition(DefinitionParams asked) {
    return all(
            asked.getTextDocument(),
            analysis -> definition(analysis.understood(), asked.getPosition()))
        .thenApply(Either::forLeft);
  }

  private List<Location> definition(LiveFile file, Position position) {
    return new Cursor(file, position)
        .meaning()
        .map(meaning -> file.place(meaning.definition()))
        .filter(place -> place.exists())
        .map(place -> new Location(names.uri(place.file()), Document.range(place)))
        .map(List::of)
        .orElse(List.of());
  }

  @Override
  public CompletableFuture<List<? extends Location>> references(ReferenceParams asked) {
    return all(
            asked.getTextDocument(),
            analysis -> {
              LiveFile file = analysis.understood();
              return new Cursor(file, asked.getPosition())
                  .meaning().map(meaning -> uses(analysis).of(meaning)).orElse(List.of()).stream()
                      .map(
                          use ->
                              new Location(
                                  names.uri(use.place().file()), Document.range(use.place())))
                      .toList();
            })
        .thenApply(Function.identity());
  }

  private Uses uses(Analysis analysis) {
    List<LiveFile> files = new ArrayList<>(List.of(analysis.understood()));
    files.addAll(workspace.project(analysis));
    return new Uses(files);
  }

  @Override
  public CompletableFuture<
          @Nullable Either3<Range, PrepareRenameResult, PrepareRenameDefaultBehavior>>
      prepareRename(PrepareRenameParams asked) {
    return settled(
        asked.getTextDocument(),
        analysis -> {
          Cursor cursor = new Cursor(analysis.understood(), asked.getPosition());
          Renaming renaming = new Renaming(analysis.understood(), uses(analysis));
          return cursor
              .meaning()
              .filter(renaming::isPossible)
              .flatMap(meaning -> cursor.name())
              .map(name -> analysis.understood().place(name.span()))
              .map(place -> Either3.forFirst(Document.range(place)));
        });
  }

  @Override
  public CompletableFuture<@Nullable WorkspaceEdit> rename(RenameParams asked) {
    return settled(
        asked.getTextDocument(),
        analysis -> {
          Cursor cursor = new Cursor(analysis.understood(), asked.getPosition());
          Optional<Name> name = cursor.name();
          Optional<Cursor.Meaning> meaning = cursor.meaning();
          if (name.isEmpty() || meaning.isEmpty()) {
            throw LanguageMessages.notRenamable();
          }
          return Optional.of(
              new Renaming(analysis.understood(), uses(analysis))
                  .to(name.get(), meaning.get(), asked.getNewName(), names::uri));
        });
  }

  @Override
  public CompletableFuture<List<Either<SymbolInformation, DocumentSymbol>>> documentSymbol(
      DocumentSymbolParams asked) {
    return all(
        asked.getTextDocument(),
        analysis ->
            Outline.symbols(analysis.understood()).stream()
                .map(Either::<SymbolInformation, DocumentSymbol>forRight)
                .toList());
  }

  @Override
  public CompletableFuture<List<FoldingRange>> foldingRange(FoldingRangeRequestParams asked) {
    return all(asked.getTextDocument(), analysis -> Outline.folds(analysis.document()));
  }

  @Override
  public CompletableFuture<@Nullable SemanticTokens> semanticTokensFull(
      SemanticTokensParams asked) {
    return settled(
        asked.getTextDocument(),
        analysis -> Optional.of(Colours.of(analysis.document(), analysis.understood())));
  }

  @Override
  public CompletableFuture<List<? extends TextEdit>> formatting(DocumentFormattingParams asked) {
    Optional<Document> document = workspace.document(asked.getTextDocument().getUri());
    return CompletableFuture.supplyAsync(
        () -> document.map(TextAnswers::laidOut).orElse(List.of()), answers);
  }

  /**
   * One edit of all; none when nothing changes or the text has mistakes, which are shown anyway.
   */
  private static List<TextEdit> laidOut(Document document) {
    try {
      String text = Formatter.format(document.file(), document.text(), Limits.DEFAULT);
      return text.equals(document.text())
          ? List.of()
          : List.of(new TextEdit(document.whole(), text));
    } catch (DiagnosticException mistakes) {
      return List.of();
    }
  }

  @Override
  public CompletableFuture<List<Either<Command, CodeAction>>> codeAction(CodeActionParams asked) {
    return all(
        asked.getTextDocument(),
        analysis ->
            findings
                .cures(analysis.latest().diagnostics(), analysis.document(), asked.getRange())
                .stream()
                .map(Either::<Command, CodeAction>forRight)
                .toList());
  }
}
