package org.netwright.cli.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.netwright.cli.language.Editor.got;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FoldingRangeRequestParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceContext;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.SemanticTokensParams;
import org.eclipse.lsp4j.SignatureHelp;
import org.eclipse.lsp4j.SignatureHelpParams;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.frontend.catalog.Catalog;

/** What the server answers, asked over streams as an editor does. */
class LanguageServerTest {
  private static final Range ALL = new Range(new Position(0, 0), new Position(1000, 0));

  private static final String NET =
      """
      use std.nn.{Linear}

      ## Two affine maps.
      ##
      ## A rectifier lies between them.
      layer Twice(hidden: int, out: int = 4)(x: [B, C]) -> [B, out] {
          let y = Linear(hidden)(x)
          return y |> relu |> Linear(out)
      }

      # The models.
      # Two of them.
      model Small(classes: int = 10)(image: [B, 28, 28, 1]) -> [B, classes] {
          image |> flatten |> Twice(6, out = classes)
      }

      model Large()(image: [B, 8]) -> [B, 3] { image |> Twice(hidden = 16, out = 3) }
      """;

  @TempDir private Path folder;
  private Editor editor;

  @BeforeEach
  void open() throws IOException {
    editor = new Editor(folder, new SmallLibrary());
  }

  @AfterEach
  void quit() {
    editor.close();
  }

  @Test
  void theConversationEndsWithAGoodbye() {
    assertThat(editor.capabilities().getServerInfo().getName()).isEqualTo("netwright");
    assertThat(editor.quit()).isTrue();
  }

  // ---- what is wrong

  @Test
  void mistakesAreShownWhileOneTypes() throws InterruptedException {
    editor.open("a.net", NET);
    assertThat(editor.diagnostics("a.net")).isEmpty();
    editor.type("a.net", "relu |> Linear(out)", "rely |> Linear(out)");
    assertThat(editor.diagnostics("a.net"))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.getCode().getLeft()).isEqualTo("NW201");
              assertThat(found.getMessage()).contains("`rely`").contains("did you mean `relu`?");
              assertThat(found.getRange().getStart()).isEqualTo(editor.at("a.net", "rely"));
            });
    editor.type("a.net", "rely", "relu");
    assertThat(editor.diagnostics("a.net")).isEmpty();
  }

  @Test
  void whatAnEditReachesFromAfarIsSaidInALaterAnswer() throws Exception {
    String wrong =
        NET.replace("relu |> Linear(out)", "Linear(out)").replace("-> [B, 3]", "-> [B, 5]");
    try (Editor hasty = new Editor(folder, new SmallLibrary(), Duration.ZERO)) {
      hasty.open("a.net", wrong);
      assertThat(hasty.diagnostics("a.net")).isEmpty();
      assertThat(told(hasty, "a.net")).hasSize(1);
    }
  }

  @Test
  void hoverWaitsForAValueThatIsStillBeingChecked() throws Exception {
    try (Editor hasty = new Editor(folder, new SmallLibrary(), Duration.ZERO)) {
      hasty.open("a.net", NET);
      assertThat(
              got(hasty
                      .texts()
                      .hover(new HoverParams(hasty.id("a.net"), hasty.at("a.net", "Twice(6"))))
                  .getContents()
                  .getRight()
                  .getValue())
          .contains("gives `[B, 10]`");
    }
  }

  @Test
  void theEditorIsShownThatAFileIsStillBeingCheckedAndWhenThatEnds() throws Exception {
    try (Editor hasty = new Editor(folder, new SmallLibrary(), Duration.ZERO)) {
      hasty.open("a.net", NET);
      assertThat(hasty.nextProgress()).isEqualTo("begin");
      assertThat(hasty.nextProgress()).isEqualTo("end");
    }
  }

  @Test
  void whateverTheCompilerThrowsIsSaidAndTheServerLivesOn() throws Exception {
    AtomicBoolean broken = new AtomicBoolean();
    Catalog catalog =
        new SmallLibrary() {
          @Override
          public List<Header> headers() {
            if (broken.get()) {
              throw new LinkageError("a promise is broken");
            }
            return super.headers();
          }
        };
    try (Editor unlucky = new Editor(folder, catalog)) {
      broken.set(true);
      unlucky.open("a.net", NET);
      assertThat(unlucky.nextComplaint()).contains("a.net").contains("a promise is broken");
      broken.set(false);
      unlucky.type("a.net", "relu |> Linear(out)", "rely |> Linear(out)");
      assertThat(unlucky.diagnostics("a.net")).hasSize(1);
    }
  }

  @Test
  void adviceOfACheckIsShownAsWell() throws Exception {
    editor.open(
        "a.net",
        "use std.nn.{Linear}\n\nlayer Half()(x: [B, C]) -> [B, C] { let y = relu(x); return x }\n");
    assertThat(told(editor, "a.net"))
        .allSatisfy(found -> assertThat(found.getSeverity()).isEqualTo(DiagnosticSeverity.Warning))
        .extracting(found -> found.getCode().getLeft())
        .containsOnly("NW498");
  }

  /** What is said first that is not nothing: a slow machine may need a second answer. */
  private static List<org.eclipse.lsp4j.Diagnostic> told(Editor editor, String file)
      throws InterruptedException {
    List<org.eclipse.lsp4j.Diagnostic> found = editor.diagnostics(file);
    while (found.isEmpty()) {
      found = editor.diagnostics(file);
    }
    return found;
  }

  @Test
  void hoverTellsForWhichSizesALayerHolds() {
    editor.open(
        "a.net", "layer Half(n: int)(x: [B, C]) -> [B, C] where C % n == 0 { x |> relu }\n");
    assertThat(hover("a.net", editor.at("a.net", "Half")))
        .contains("Half holds for all sizes where C % n == 0");
  }

  @Test
  void aMistakeHasItsLikelyCure() {
    editor.open("a.net", NET.replace("flatten |> Twice", "flaten |> Twice"));
    CodeActionParams asked =
        new CodeActionParams(
            editor.id("a.net"),
            new Range(editor.at("a.net", "flaten"), editor.at("a.net", "flaten")),
            new CodeActionContext(List.of()));
    CodeAction cure = got(editor.texts().codeAction(asked)).get(0).getRight();
    assertThat(cure.getTitle()).isEqualTo("did you mean `flatten`?");
    assertThat(
            Editor.edited(
                editor.text("a.net"), cure.getEdit().getChanges().get(editor.uri("a.net"))))
        .isEqualTo(NET);
  }

  @Test
  void aMistakeInAFileThatIsUsedIsShownThere() throws Exception {
    editor.save("part.net", "layer Part()(x: [B, C]) -> [B, C] { x |> missing }\n");
    editor.open("a.net", "use part.{Part}\nmodel M()(x: [B, 4]) -> [B, 4] { x |> Part() }\n");
    assertThat(editor.diagnostics("part.net")).hasSize(1);
    editor.open("part.net", "layer Part()(x: [B, C]) -> [B, C] { x |> relu }\n");
    assertThat(editor.diagnostics("part.net")).isEmpty();
  }

  // ---- shapes

  private List<String> hints(String file) {
    return got(editor.texts().inlayHint(new InlayHintParams(editor.id(file), ALL))).stream()
        .map(hint -> hint.getPosition().getLine() + " " + hint.getLabel().getLeft())
        .toList();
  }

  @Test
  void everyStageHasItsShapeBesideIt() {
    editor.open("a.net", NET);
    assertThat(hints("a.net"))
        .containsExactly(
            "6 : [B, 6] | [B, 16]",
            "7 [B, 6] | [B, 16]",
            "7 [B, 10] | [B, 3]",
            "13 [B, 784]",
            "13 [B, 10]",
            "16 [B, 3]");
  }

  @Test
  void shapesFollowTheTextAndStayWhileItMakesNoSense() {
    editor.open("a.net", NET);
    assertThat(hints("a.net")).contains("13 [B, 784]", "16 [B, 3]");
    editor.type("a.net", "# The models.", "\n\n# The models.");
    assertThat(hints("a.net")).contains("15 [B, 784]", "18 [B, 3]").doesNotContain("16 [B, 3]");
    editor.type("a.net", "image |> flatten", "image |> ");
    assertThat(hints("a.net")).contains("18 [B, 3]").doesNotContain("15 [B, 784]");
    editor.type("a.net", "image |>  |>", "image |> flatten |> relu |>");
    assertThat(hints("a.net")).contains("15 [B, 784]", "18 [B, 3]");
  }

  private String hover(String file, Position at) {
    return got(editor.texts().hover(new HoverParams(editor.id(file), at)))
        .getContents()
        .getRight()
        .getValue();
  }

  @Test
  void aModelShowsWhatItCostsAndALayerItsManual() {
    editor.open("a.net", NET);
    assertThat(hover("a.net", editor.at("a.net", "Small")))
        .contains("parameters 4,780, MACs 4764")
        .contains("model Small(classes: int = 10)(image: [B, 28, 28, 1]) -> [B, classes]");
    assertThat(hover("a.net", editor.at("a.net", "Twice(6")))
        .contains("gives `[B, 10]`")
        .contains("parameters 4,780")
        .contains("A rectifier lies between them.");
    assertThat(hover("a.net", editor.at("a.net", "Linear(out)")))
        .contains("`[S..., C]` gives `[S..., out]`.")
        .contains("layer Linear(out: int, bias: bool = true)(x: [S..., C]) -> [S..., out]");
    assertThat(hover("a.net", editor.at("a.net", "y |> relu")))
        .contains("`y`: `[B, 6]`, `[B, 16]`");
    assertThat(hover("a.net", editor.at("a.net", "hidden = 16"))).contains("parameter `hidden` of");
  }

  // ---- writing

  private List<CompletionItem> completions(String file, Position at) {
    return got(editor.texts().completion(new CompletionParams(editor.id(file), at))).getLeft();
  }

  private static List<String> labels(List<CompletionItem> items) {
    return items.stream().map(CompletionItem::getLabel).toList();
  }

  @Test
  void parametersAndNamesComeWithTheirManual() throws InterruptedException {
    editor.open("a.net", NET);
    assertThat(editor.diagnostics("a.net")).isEmpty();
    editor.type("a.net", "Twice(hidden = 16, out = 3)", "Twice(");
    List<CompletionItem> inCall = completions("a.net", editor.after("a.net", "image |> Twice("));
    assertThat(labels(inCall)).startsWith("hidden", "out").contains("image", "relu", "Linear");
    assertThat(inCall.get(0).getDetail()).isEqualTo("hidden: int");
    assertThat(inCall.get(0).getInsertText()).isEqualTo("hidden = ");
    assertThat(inCall)
        .filteredOn(item -> item.getLabel().equals("relu"))
        .singleElement()
        .satisfies(
            item ->
                assertThat(item.getDocumentation().getRight().getValue())
                    .isEqualTo("max(x, 0), elementwise."));
  }

  @Test
  void completionKnowsWhereItStands() {
    editor.open("a.net", "use std.\n\nmodel M()(x: [B, 4]) -> [B, 4] {\n    x\n}\n\n");
    assertThat(labels(completions("a.net", editor.after("a.net", "std."))))
        .containsExactlyInAnyOrder("nn", "tensor");
    assertThat(labels(completions("a.net", new Position(6, 0)))).contains("model", "recipe");
    editor.type("a.net", "use std.", "use std.nn.{");
    assertThat(labels(completions("a.net", editor.after("a.net", "nn.{")))).contains("Linear");
  }

  @Test
  void aLayerThatIsNotImportedBringsItsUse() {
    String text = "model M()(x: [B, 4]) -> [B, 4] {\n    x |> \n}\n";
    editor.open("a.net", text);
    CompletionItem linear =
        completions("a.net", editor.after("a.net", "|> ")).stream()
            .filter(item -> item.getLabel().equals("Linear"))
            .findFirst()
            .orElseThrow();
    assertThat(Editor.edited(text, linear.getAdditionalTextEdits()))
        .startsWith("use std.nn.{Linear}\nmodel M");
  }

  @Test
  void theParameterThatIsDueIsNamed() {
    editor.open("a.net", NET);
    SignatureHelp help =
        got(
            editor
                .texts()
                .signatureHelp(
                    new SignatureHelpParams(
                        editor.id("a.net"), editor.after("a.net", "Twice(6, "))));
    assertThat(help.getSignatures().get(0).getLabel())
        .isEqualTo("Twice(hidden: int, out: int = 4)");
    assertThat(help.getActiveParameter()).isEqualTo(1);
  }

  // ---- going about

  private List<? extends Location> definition(String file, Position at) {
    return got(editor.texts().definition(new DefinitionParams(editor.id(file), at))).getLeft();
  }

  @Test
  void definitionsAreFoundInTheTextAndInTheLibrary() throws IOException {
    editor.open("a.net", NET);
    assertThat(definition("a.net", editor.at("a.net", "Twice(6")))
        .singleElement()
        .satisfies(
            place -> {
              assertThat(place.getUri()).isEqualTo(editor.uri("a.net"));
              assertThat(place.getRange().getStart())
                  .isEqualTo(editor.at("a.net", "Twice(hidden: "));
            });
    assertThat(definition("a.net", editor.at("a.net", "y |> relu")))
        .singleElement()
        .satisfies(
            place ->
                assertThat(place.getRange().getStart())
                    .isEqualTo(editor.at("a.net", "y = Linear")));
    Location library = definition("a.net", editor.at("a.net", "Linear(out)")).get(0);
    Path file = Path.of(java.net.URI.create(library.getUri()));
    assertThat(file).isEqualTo(folder.resolve("cache/std/nn.net")).isReadable();
    assertThat(Files.readAllLines(file).get(library.getRange().getStart().getLine()))
        .startsWith("layer Linear(");
    assertThat(file.toFile().canWrite() && !isRoot()).isFalse();
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  @Test
  void usesAreFoundInEveryFileOfTheProject() throws IOException {
    editor.save("netwright.json", "{}");
    editor.save("a.net", NET);
    editor.save("other.net", "use a.{Twice}\nmodel O()(x: [B, 2]) -> [B, 4] { x |> Twice(3) }\n");
    editor.open("a.net", NET);
    List<? extends Location> uses =
        got(
            editor
                .texts()
                .references(
                    new ReferenceParams(
                        editor.id("a.net"),
                        editor.at("a.net", "Twice"),
                        new ReferenceContext(true))));
    assertThat(uses).extracting(Location::getUri).contains(editor.uri("other.net"));
    assertThat(uses).hasSize(5);
  }

  private WorkspaceEdit renamed(String file, Position at, String name) {
    return got(editor.texts().rename(new RenameParams(editor.id(file), at, name)));
  }

  @Test
  void aThingIsRenamedWhereverItIsMeant() throws IOException {
    editor.save("netwright.json", "{}");
    editor.save("a.net", NET);
    String other = "use a.{Twice}\nmodel O()(x: [B, 2]) -> [B, 4] { x |> Twice(3) }\n";
    editor.save("other.net", other);
    editor.open("a.net", NET);
    WorkspaceEdit edit = renamed("a.net", editor.at("a.net", "Twice"), "Double");
    assertThat(Editor.edited(NET, edit.getChanges().get(editor.uri("a.net"))))
        .isEqualTo(NET.replace("Twice", "Double"));
    assertThat(Editor.edited(other, edit.getChanges().get(editor.uri("other.net"))))
        .isEqualTo(other.replace("Twice", "Double"));
    WorkspaceEdit parameter = renamed("a.net", editor.at("a.net", "hidden: int"), "inner");
    assertThat(Editor.edited(NET, parameter.getChanges().get(editor.uri("a.net"))))
        .isEqualTo(NET.replace("hidden", "inner"));
  }

  @Test
  void aNameThatWouldMeanSomethingElseIsRefused() {
    editor.open("a.net", NET);
    Position twice = editor.at("a.net", "Twice");
    assertThatThrownBy(() -> renamed("a.net", twice, "twice")).hasMessageContaining("capital");
    assertThatThrownBy(() -> renamed("a.net", twice, "Small")).hasMessageContaining("already");
    assertThatThrownBy(() -> renamed("a.net", twice, "a b")).hasMessageContaining("no name");
    assertThatThrownBy(() -> renamed("a.net", editor.at("a.net", "relu"), "rectify"))
        .hasMessageContaining("this project's own");
  }

  @Test
  void aFileHasAnOutline() {
    editor.open("a.net", NET);
    List<DocumentSymbol> symbols =
        got(editor.texts().documentSymbol(new DocumentSymbolParams(editor.id("a.net")))).stream()
            .map(either -> either.getRight())
            .toList();
    assertThat(symbols)
        .extracting(DocumentSymbol::getName)
        .containsExactly("Twice", "Small", "Large");
    assertThat(symbols.get(0).getChildren())
        .extracting(DocumentSymbol::getName)
        .containsExactly("y");
  }

  @Test
  void bodiesAndCommentsFold() {
    editor.open("a.net", NET);
    assertThat(got(editor.texts().foldingRange(new FoldingRangeRequestParams(editor.id("a.net")))))
        .extracting(fold -> fold.getStartLine() + "-" + fold.getEndLine())
        .containsExactlyInAnyOrder("2-4", "5-7", "10-11", "12-13");
  }

  @Test
  void wordsAreColouredByTheirMeaning() {
    editor.open("a.net", "model M()(x: [B, 4]) -> [B, 4] { x |> relu }\n");
    SemanticTokens tokens =
        got(editor.texts().semanticTokensFull(new SemanticTokensParams(editor.id("a.net"))));
    List<String> legend =
        editor
            .capabilities()
            .getCapabilities()
            .getSemanticTokensProvider()
            .getLegend()
            .getTokenTypes();
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < tokens.getData().size(); i += 5) {
      shown.append(legend.get(tokens.getData().get(i + 3))).append(' ');
    }
    assertThat(shown.toString())
        .isEqualTo(
            "keyword class variable variable number operator variable number "
                + "variable operator function ");
  }

  @Test
  void aTextIsLaidOut() {
    editor.open("a.net", "const  A=1");
    DocumentFormattingParams asked =
        new DocumentFormattingParams(editor.id("a.net"), new FormattingOptions(4, true));
    assertThat(Editor.edited("const  A=1", got(editor.texts().formatting(asked))))
        .isEqualTo("const A = 1\n");
    editor.type("a.net", "A=1", "A=");
    assertThat(got(editor.texts().formatting(asked))).isEmpty();
  }
}
