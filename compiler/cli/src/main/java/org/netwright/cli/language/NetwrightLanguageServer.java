package org.netwright.cli.language;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionOptions;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.RenameOptions;
import org.eclipse.lsp4j.SemanticTokensWithRegistrationOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.SignatureHelpOptions;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.CompilerStack;
import org.netwright.frontend.Limits;
import org.netwright.frontend.catalog.Catalog;
import org.netwright.spi.diagnostic.Diagnostic;

/** The language server: opens and ends the conversation, and tells the editor what it finds. */
public final class NetwrightLanguageServer implements LanguageServer {
  /** What a first answer to an edit may take; the rest of the check follows it. */
  private static final Duration FIRST_ANSWER = Duration.ofMillis(40);

  private final Workspace workspace;
  private final FileNames names;
  private final Findings findings;
  private final TextAnswers texts;
  private final ExecutorService answers;

  /** Of its own: who types waits for no cost of a model that somebody pointed at. */
  private final ExecutorService completions;

  private final CheckProgress progress = new CheckProgress();
  private final CountDownLatch ended = new CountDownLatch(1);

  /** The files about which an open file has said something. */
  private final Map<String, Set<String>> told = new HashMap<>();

  private @Nullable LanguageClient client;
  private boolean refreshesHints;
  private boolean showsProgress;
  private volatile boolean shutDown;

  private NetwrightLanguageServer(Catalog catalog, Path cache, Duration patience) {
    this.names = new FileNames(new LibraryFiles(catalog, cache));
    this.findings = new Findings(names::uri);
    this.workspace = new Workspace(catalog, patience, new Editor());
    this.answers = thread("answers");
    this.completions = thread("completions");
    this.texts = new TextAnswers(workspace, names, answers, completions);
  }

  private static ExecutorService thread(String name) {
    return Executors.newSingleThreadExecutor(
        work -> {
          Thread thread = CompilerStack.thread(work, name, Limits.DEFAULT);
          thread.setDaemon(true);
          return thread;
        });
  }

  /**
   * Talks to an editor until it ends the conversation or the stream.
   *
   * @param cache the folder for texts of the library that somebody goes to
   * @return whether the editor said goodbye first
   */
  public static boolean serve(Catalog catalog, Path cache, InputStream in, OutputStream out) {
    return serve(catalog, cache, FIRST_ANSWER, in, out);
  }

  static boolean serve(
      Catalog catalog, Path cache, Duration patience, InputStream in, OutputStream out) {
    NetwrightLanguageServer server = new NetwrightLanguageServer(catalog, cache, patience);
    Launcher<LanguageClient> launcher = LSPLauncher.createServerLauncher(server, in, out);
    server.client = launcher.getRemoteProxy();
    Future<Void> listening = launcher.startListening();
    Thread watch = new Thread(() -> server.await(listening), "end of input");
    watch.setDaemon(true);
    watch.start();
    try {
      server.ended.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    listening.cancel(true);
    server.workspace.close();
    server.answers.shutdownNow();
    server.completions.shutdownNow();
    return server.shutDown;
  }

  private void await(Future<Void> listening) {
    try {
      listening.get();
    } catch (java.util.concurrent.ExecutionException
        | java.util.concurrent.CancellationException e) {
      // The stream is over, in whichever way.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    ended.countDown();
  }

  @Override
  public CompletableFuture<InitializeResult> initialize(InitializeParams asked) {
    var workspaceOf =
        asked.getCapabilities() == null ? null : asked.getCapabilities().getWorkspace();
    refreshesHints =
        workspaceOf != null
            && workspaceOf.getInlayHint() != null
            && Boolean.TRUE.equals(workspaceOf.getInlayHint().getRefreshSupport());
    var window = asked.getCapabilities() == null ? null : asked.getCapabilities().getWindow();
    showsProgress = window != null && Boolean.TRUE.equals(window.getWorkDoneProgress());
    return CompletableFuture.completedFuture(
        new InitializeResult(capabilities(), new ServerInfo("netwright")));
  }

  private static ServerCapabilities capabilities() {
    ServerCapabilities can = new ServerCapabilities();
    can.setTextDocumentSync(TextDocumentSyncKind.Incremental);
    can.setHoverProvider(true);
    can.setInlayHintProvider(true);
    can.setCompletionProvider(new CompletionOptions(false, List.of(".", "(", "{", " ")));
    can.setSignatureHelpProvider(new SignatureHelpOptions(List.of("(", ",")));
    can.setDefinitionProvider(true);
    can.setReferencesProvider(true);
    can.setRenameProvider(new RenameOptions(true));
    can.setDocumentSymbolProvider(true);
    can.setFoldingRangeProvider(true);
    can.setSemanticTokensProvider(new SemanticTokensWithRegistrationOptions(Colours.LEGEND, true));
    can.setDocumentFormattingProvider(true);
    can.setCodeActionProvider(new CodeActionOptions(List.of(CodeActionKind.QuickFix)));
    return can;
  }

  /** What the editor is told. */
  private final class Editor implements Workspace.Listener {
    @Override
    public void analysed(Analysis analysis) {
      tell(analysis);
    }

    @Override
    public void failed(Document document, Throwable broken) {
      complain(document, broken);
    }

    @Override
    public void unfinished(String uri) {
      LanguageClient editor = client;
      if (editor != null && showsProgress) {
        progress.begin(editor, uri);
      }
    }

    @Override
    public void finished(String uri) {
      LanguageClient editor = client;
      if (editor != null && showsProgress) {
        progress.end(editor, uri);
      }
    }
  }

  /** Tells what is wrong with a file, and with files that it uses and nobody has opened. */
  private void tell(Analysis analysis) {
    LanguageClient editor = client;
    if (editor == null) {
      return;
    }
    Map<String, List<org.eclipse.lsp4j.Diagnostic>> byFile = new HashMap<>();
    String own = analysis.document().uri();
    byFile.put(own, new ArrayList<>());
    for (Diagnostic found : analysis.latest().diagnostics()) {
      String uri = found.span().file().isEmpty() ? own : names.uri(found.span().file());
      if (uri.equals(own) || workspace.document(uri).isEmpty()) {
        byFile.computeIfAbsent(uri, u -> new ArrayList<>()).add(findings.shown(found));
      }
    }
    Set<String> before = told.getOrDefault(own, Set.of());
    before.forEach(uri -> byFile.putIfAbsent(uri, new ArrayList<>()));
    told.put(own, new HashSet<>(byFile.keySet()));
    byFile.forEach(
        (uri, found) -> editor.publishDiagnostics(new PublishDiagnosticsParams(uri, found)));
    if (refreshesHints) {
      var unused = editor.refreshInlayHints();
    }
  }

  private void complain(Document document, Throwable broken) {
    LanguageClient editor = client;
    if (editor != null) {
      editor.logMessage(
          new MessageParams(
              MessageType.Error, "a bug of ours in " + document.file() + ": " + trace(broken)));
    }
  }

  private static String trace(Throwable broken) {
    StringWriter text = new StringWriter();
    broken.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Override
  public CompletableFuture<Object> shutdown() {
    shutDown = true;
    return CompletableFuture.completedFuture(new Object());
  }

  @Override
  public void exit() {
    ended.countDown();
  }

  @Override
  public TextDocumentService getTextDocumentService() {
    return texts;
  }

  @Override
  public WorkspaceService getWorkspaceService() {
    return new WorkspaceService() {
      @Override
      public void didChangeConfiguration(DidChangeConfigurationParams change) {
        workspace.reconsiderAll();
      }

      @Override
      public void didChangeWatchedFiles(DidChangeWatchedFilesParams change) {
        workspace.reconsiderAll();
      }
    };
  }
}
