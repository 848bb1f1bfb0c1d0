package org.netwright.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InlayHintParams;
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
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WindowClientCapabilities;
import org.eclipse.lsp4j.WorkDoneProgressCreateParams;
import org.eclipse.lsp4j.WorkDoneProgressEnd;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;

/**
 * Times {@code netwright lsp} over standard input and output with a file of 2,000 lines: from an
 * edit to its first diagnostics and the hints of the lines around, per kind of edit, and completion
 * at several places; beside each the processor time of the server, with all the checking that
 * follows the first answer. Run its main method with the class path of these tests, in the folder
 * of this module; {@code bench.java} holds more options for the server's Java.
 */
final class LanguageServerBench implements LanguageClient {
  private static final int LINES = 2000;
  private static final int WARM_UP = 6;
  private static final int EDITS = Integer.getInteger("bench.edits", 20);

  /** What is typed where: in front of these words. */
  private record Kind(String name, String before, String typed, boolean byCharacter) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("a small layer", "gelu |> Linear(C) }", "relu |> ", false),
          new Kind("a layer that many use", "BatchNorm() |> relu\n", "relu |> ", false),
          new Kind("a default", "00, size: int = 224", "1", false),
          new Kind(
              "a recipe", "report accuracy(logits, label)\n", "let more = logits\n        ", false),
          new Kind("a line at the top", "use std.attention", "# a line\n", false),
          new Kind(
              "typing, with mistakes between", "Linear(classes)\n}", "Dropout(0.1) |> ", true));

  private static final List<String> COMPLETIONS =
      List.of("LayerNorm(eps = 1e-6) |> ", "clothes.", "Linear(", "use std.");

  /** How long a typist waits between two edits; what is still being checked then is abandoned. */
  private static final int PAUSE_MILLIS = 300;

  private static final long PATIENCE_SECONDS = 120;

  private final BlockingQueue<PublishDiagnosticsParams> published = new LinkedBlockingQueue<>();

  /** The checks that the server shows as going on. */
  private final Set<Either<String, Integer>> checks = new HashSet<>();

  private int version = 1;

  public static void main(String[] arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xss16m", "-XX:+UseSerialGC"));
    String more = System.getProperty("bench.java", "");
    command.addAll(more.isEmpty() ? List.of() : List.of(more.split(" ")));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "org.netwright.cli.Main", "lsp"));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    LanguageServerBench editor = new LanguageServerBench();
    Launcher<LanguageServer> launcher =
        LSPLauncher.createClientLauncher(
            editor, process.getInputStream(), process.getOutputStream());
    launcher.startListening();
    editor.time(launcher.getRemoteProxy(), process);
    launcher.getRemoteProxy().shutdown().get();
    launcher.getRemoteProxy().exit();
    System.exit(process.waitFor());
  }

  private void time(LanguageServer server, Process process)
      throws IOException, InterruptedException, ExecutionException {
    InitializeParams hello = new InitializeParams();
    ClientCapabilities can = new ClientCapabilities();
    can.setWindow(new WindowClientCapabilities());
    can.getWindow().setWorkDoneProgress(true);
    hello.setCapabilities(can);
    server.initialize(hello).get();
    String uri = Path.of("bench.net").toUri().toString();
    String text = LargeProgram.ofLines(LINES);
    for (String how : List.of("cold", "warm")) {
      long opened = System.nanoTime();
      double before = processor(process);
      server
          .getTextDocumentService()
          .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri, "net", 1, text)));
      published.take();
      double first = since(opened);
      rest();
      System.out.printf(
          "opening, %s: first answer after %.0f ms; all after %.0f ms, processor %.0f ms%n",
          how, first, since(opened), processor(process) - before);
      if (how.equals("cold")) {
        server
            .getTextDocumentService()
            .didClose(new DidCloseTextDocumentParams(new TextDocumentIdentifier(uri)));
      }
    }
    for (Kind kind : KINDS) {
      time(server, process, uri, text, kind);
    }
    for (String words : COMPLETIONS) {
      int offset = text.indexOf(words) + words.length();
      Position place = LargeProgram.at(text, offset);
      List<Double> taken = new ArrayList<>();
      for (int i = 0; i < WARM_UP + EDITS; i++) {
        double millis = complete(server, uri, place);
        if (i >= WARM_UP) {
          taken.add(millis);
        }
      }
      report("completion behind `" + words + "`", taken);
    }
  }

  private void time(LanguageServer server, Process process, String uri, String text, Kind kind)
      throws InterruptedException, ExecutionException {
    Position place = LargeProgram.at(text, kind.before());
    List<Double> taken = new ArrayList<>();
    double before = 0;
    for (int i = 0; i < WARM_UP + EDITS; i++) {
      if (i == WARM_UP) {
        before = processor(process);
      }
      double longest = 0;
      int step = kind.byCharacter() ? 1 : kind.typed().length();
      Position at = place;
      for (int from = 0; from < kind.typed().length(); from += step) {
        String typed = kind.typed().substring(from, from + step);
        longest = Math.max(longest, edit(server, uri, new Range(at, at), typed));
        at = behind(at, typed);
      }
      Thread.sleep(PAUSE_MILLIS);
      longest = Math.max(longest, edit(server, uri, new Range(place, at), ""));
      Thread.sleep(PAUSE_MILLIS);
      if (i >= WARM_UP) {
        taken.add(longest);
      }
    }
    report("an edit of " + kind.name(), taken);
    System.out.printf(
        "  processor %.0f ms each, with what follows in %d ms%n",
        (processor(process) - before) / EDITS / 2, PAUSE_MILLIS);
    rest();
    before = processor(process);
    long start = System.nanoTime();
    edit(server, uri, new Range(place, place), kind.typed());
    rest();
    System.out.printf(
        "  all after %.0f ms, processor %.0f ms%n", since(start), processor(process) - before);
    edit(server, uri, new Range(place, behind(place, kind.typed())), "");
    List<Double> busy = new ArrayList<>();
    for (int i = 0; i < EDITS; i++) {
      busy.add(complete(server, uri, LargeProgram.at(text, "Linear(")));
    }
    report("  completion right behind an edit", busy);
    rest();
  }

  private static Position behind(Position at, String typed) {
    int line = typed.lastIndexOf('\n');
    int lines = (int) typed.chars().filter(c -> c == '\n').count();
    return line < 0
        ? new Position(at.getLine(), at.getCharacter() + typed.length())
        : new Position(at.getLine() + lines, typed.length() - line - 1);
  }

  /** Waits until the server has said that all is checked. */
  private synchronized void rest() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!checks.isEmpty()) {
      wait(1000);
      if (System.nanoTime() > end) {
        throw new IllegalStateException("a check ends at some time");
      }
    }
  }

  @Override
  public synchronized CompletableFuture<Void> createProgress(WorkDoneProgressCreateParams asked) {
    checks.add(asked.getToken());
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized void notifyProgress(ProgressParams news) {
    if (news.getValue().getLeft() instanceof WorkDoneProgressEnd) {
      checks.remove(news.getToken());
      notifyAll();
    }
  }

  private static double processor(Process process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6;
  }

  /** Types, and waits for what is said about it first. */
  private double edit(LanguageServer server, String uri, Range range, String typed)
      throws InterruptedException, ExecutionException {
    published.clear();
    long start = System.nanoTime();
    server
        .getTextDocumentService()
        .didChange(
            new DidChangeTextDocumentParams(
                new VersionedTextDocumentIdentifier(uri, ++version),
                List.of(new TextDocumentContentChangeEvent(range, typed))));
    published.take();
    int line = range.getStart().getLine();
    Range around = new Range(new Position(Math.max(0, line - 30), 0), new Position(line + 30, 0));
    server
        .getTextDocumentService()
        .inlayHint(new InlayHintParams(new TextDocumentIdentifier(uri), around))
        .get();
    return since(start);
  }

  private static double complete(LanguageServer server, String uri, Position place)
      throws InterruptedException, ExecutionException {
    long start = System.nanoTime();
    int items =
        server
            .getTextDocumentService()
            .completion(new CompletionParams(new TextDocumentIdentifier(uri), place))
            .get()
            .getLeft()
            .size();
    if (items == 0) {
      throw new IllegalStateException("something fits everywhere");
    }
    return since(start);
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private static void report(String what, List<Double> millis) {
    Collections.sort(millis);
    System.out.printf(
        "%s: median %.0f ms, 95 of 100 within %.0f ms%n",
        what, millis.get(millis.size() / 2), millis.get(millis.size() * 19 / 20 - 1));
  }

  @Override
  public void telemetryEvent(Object object) {}

  @Override
  public void publishDiagnostics(PublishDiagnosticsParams diagnostics) {
    published.add(diagnostics);
  }

  @Override
  public void showMessage(MessageParams message) {
    System.err.println(message.getMessage());
  }

  @Override
  public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams asked) {
    System.err.println(asked.getMessage());
    return CompletableFuture.completedFuture(new MessageActionItem());
  }

  @Override
  public void logMessage(MessageParams message) {
    System.err.println(message.getMessage());
  }
}
