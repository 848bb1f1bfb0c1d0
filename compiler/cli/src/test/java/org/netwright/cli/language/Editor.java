package org.netwright.cli.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WindowClientCapabilities;
import org.eclipse.lsp4j.WorkDoneProgressCreateParams;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.netwright.frontend.catalog.Catalog;

/** An editor with one project folder that talks to the server over streams. */
final class Editor implements LanguageClient, AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final Path folder;
  private final Map<String, String> texts = new ConcurrentHashMap<>();
  private final BlockingQueue<String> complaints = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> progress = new LinkedBlockingQueue<>();
  private final BlockingQueue<PublishDiagnosticsParams> published = new LinkedBlockingQueue<>();
  private final LanguageServer server;
  private final CompletableFuture<Boolean> ended;
  private final InitializeResult capabilities;
  private int version;

  /** With a server that checks everything before it answers, however slow the machine. */
  Editor(Path folder, Catalog catalog) throws IOException {
    this(folder, catalog, Duration.ofMinutes(1));
  }

  Editor(Path folder, Catalog catalog, Duration patience) throws IOException {
    this.folder = folder;
    PipedInputStream toServer = new PipedInputStream(1 << 20);
    PipedInputStream toClient = new PipedInputStream(1 << 20);
    PipedOutputStream fromClient = new PipedOutputStream(toServer);
    PipedOutputStream fromServer = new PipedOutputStream(toClient);
    Path cache = folder.resolve("cache");
    ended =
        CompletableFuture.supplyAsync(
            () -> NetwrightLanguageServer.serve(catalog, cache, patience, toServer, fromServer));
    Launcher<LanguageServer> launcher =
        LSPLauncher.createClientLauncher(this, toClient, fromClient);
    launcher.startListening();
    server = launcher.getRemoteProxy();
    InitializeParams hello = new InitializeParams();
    ClientCapabilities can = new ClientCapabilities();
    can.setWindow(new WindowClientCapabilities());
    can.getWindow().setWorkDoneProgress(true);
    hello.setCapabilities(can);
    capabilities = got(server.initialize(hello));
  }

  InitializeResult capabilities() {
    return capabilities;
  }

  TextDocumentService texts() {
    return server.getTextDocumentService();
  }

  static <T> T got(CompletableFuture<T> answer) {
    return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  String uri(String file) {
    return folder.resolve(file).toUri().toString();
  }

  TextDocumentIdentifier id(String file) {
    return new TextDocumentIdentifier(uri(file));
  }

  /** Saves a file without opening it. */
  void save(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  void open(String file, String text) {
    texts.put(file, text);
    server
        .getTextDocumentService()
        .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri(file), "net", 1, text)));
  }

  /** Replaces words that stand in a file once. */
  void type(String file, String words, String others) {
    String text = text(file);
    Range range = new Range(at(file, words), after(file, words));
    texts.put(file, text.replace(words, others));
    version++;
    server
        .getTextDocumentService()
        .didChange(
            new DidChangeTextDocumentParams(
                new VersionedTextDocumentIdentifier(uri(file), version),
                List.of(new TextDocumentContentChangeEvent(range, others))));
  }

  String text(String file) {
    return texts.getOrDefault(file, "");
  }

  /** Where words stand first in a file. */
  Position at(String file, String words) {
    return position(file, text(file).indexOf(words));
  }

  /** Where words end that stand first in a file. */
  Position after(String file, String words) {
    return position(file, text(file).indexOf(words) + words.length());
  }

  private Position position(String file, int offset) {
    return new Document("", file, text(file)).position(offset);
  }

  /** A text after edits, the last in it first. */
  static String edited(String text, List<? extends TextEdit> edits) {
    Document document = new Document("", "", text);
    StringBuilder edited = new StringBuilder(text);
    edits.stream()
        .sorted(
            (a, b) ->
                document.offset(b.getRange().getStart()) - document.offset(a.getRange().getStart()))
        .forEach(
            edit ->
                edited.replace(
                    document.offset(edit.getRange().getStart()),
                    document.offset(edit.getRange().getEnd()),
                    edit.getNewText()));
    return edited.toString();
  }

  /** The next that is said about a file. */
  List<org.eclipse.lsp4j.Diagnostic> diagnostics(String file) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      PublishDiagnosticsParams next = published.poll(50, TimeUnit.MILLISECONDS);
      assertThat(complaints).isEmpty();
      if (next == null) {
        assertThat(System.nanoTime()).as("nothing is said about " + file).isLessThan(end);
      } else if (next.getUri().equals(uri(file))) {
        return next.getDiagnostics();
      }
    }
  }

  /** Says goodbye and answers whether the server took it well. */
  boolean quit() {
    got(server.shutdown());
    server.exit();
    return got(ended);
  }

  @Override
  public void close() {
    if (!ended.isDone()) {
      quit();
    }
    assertThat(complaints).isEmpty();
  }

  /** What the server complains about next, which is no mistake then. */
  String nextComplaint() throws InterruptedException {
    return next(complaints);
  }

  /** What is shown next of the progress of checks: begin or end. */
  String nextProgress() throws InterruptedException {
    return next(progress);
  }

  private static String next(BlockingQueue<String> queue) throws InterruptedException {
    String next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  @Override
  public CompletableFuture<Void> createProgress(WorkDoneProgressCreateParams asked) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void notifyProgress(ProgressParams news) {
    progress.add(news.getValue().getLeft().getKind().toString());
  }

  @Override
  public void telemetryEvent(Object object) {}

  @Override
  public void publishDiagnostics(PublishDiagnosticsParams diagnostics) {
    published.add(diagnostics);
  }

  @Override
  public void showMessage(MessageParams message) {
    complaints.add(message.getMessage());
  }

  @Override
  public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams request) {
    throw new AssertionError(request.getMessage());
  }

  @Override
  public void logMessage(MessageParams message) {
    complaints.add(message.getMessage());
  }
}
