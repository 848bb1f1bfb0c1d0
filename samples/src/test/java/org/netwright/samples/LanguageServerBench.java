package org.netwright.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;

/**
 * Times {@code netwright lsp} over standard input and output with a file of 2,000 lines: from an
 * edit to its diagnostics and the hints of the lines around, and completion. Run its main method
 * with the class path of these tests, in the folder of this module.
 */
final class LanguageServerBench implements LanguageClient {
  private static final int LINES = 2000;
  private static final int WARM_UP = 40;
  private static final int EDITS = 60;

  /** The words that each copy of the networks has a name of its own for. */
  private static final List<String> NAMES =
      List.of("ViTBase384", "ViTBase", "ViTSmall", "ViTTiny", "ViTClothes", "ViT", "Block");

  private final BlockingQueue<PublishDiagnosticsParams> published = new LinkedBlockingQueue<>();

  public static void main(String[] arguments) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xss16m",
                "-cp",
                System.getProperty("java.class.path"),
                "org.netwright.cli.Main",
                "lsp")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    LanguageServerBench editor = new LanguageServerBench();
    Launcher<LanguageServer> launcher =
        LSPLauncher.createClientLauncher(
            editor, process.getInputStream(), process.getOutputStream());
    launcher.startListening();
    editor.time(launcher.getRemoteProxy());
    launcher.getRemoteProxy().shutdown().get();
    launcher.getRemoteProxy().exit();
    System.exit(process.waitFor());
  }

  private static String text() throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("use std.attention.{Attention, Mlp}\n");
    text.append("use std.blocks.{ClassToken, Positions, Residual}\n");
    text.append("use std.nn.{Conv2d, DropPath, LayerNorm, Linear}\n");
    String vit = Files.readString(Path.of("vit.net")).replaceAll("(?m)^use .*\n", "");
    vit = vit.substring(0, vit.indexOf("## For images of 28"));
    for (int copy = 1; text.chars().filter(c -> c == '\n').count() < LINES; copy++) {
      String own = vit;
      for (String name : NAMES) {
        own = own.replaceAll("\\b" + name + "\\b", name + "_" + copy);
      }
      text.append(own);
    }
    return text.toString();
  }

  private void time(LanguageServer server)
      throws IOException, InterruptedException, ExecutionException {
    InitializeParams hello = new InitializeParams();
    hello.setCapabilities(new ClientCapabilities());
    server.initialize(hello).get();
    String uri = Path.of("bench.net").toUri().toString();
    String text = text();
    long opened = System.nanoTime();
    server
        .getTextDocumentService()
        .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri, "net", 1, text)));
    published.take();
    System.out.printf("first answer after opening: %.0f ms%n", since(opened));
    Position place = at(text, "LayerNorm(eps = 1e-6) |> Mlp(hidden)");
    List<Double> edits = new ArrayList<>();
    List<Double> completions = new ArrayList<>();
    for (int i = 0; i < WARM_UP + EDITS; i++) {
      double edit = edit(server, uri, place, i);
      double completion = complete(server, uri, place);
      if (i >= WARM_UP) {
        edits.add(edit);
        completions.add(completion);
      }
      // Time to type the next word, in which the rest of an edit is checked.
      Thread.sleep(150);
    }
    report("diagnostics and hints of an edit", edits);
    report("completion", completions);
  }

  /** Puts a stage in or takes it out, and waits for what is said about it. */
  private double edit(LanguageServer server, String uri, Position place, int number)
      throws InterruptedException, ExecutionException {
    String stage = "relu |> ";
    boolean in = number % 2 == 0;
    Position end =
        in ? place : new Position(place.getLine(), place.getCharacter() + stage.length());
    TextDocumentContentChangeEvent change =
        new TextDocumentContentChangeEvent(new Range(place, end), in ? stage : "");
    published.clear();
    long start = System.nanoTime();
    server
        .getTextDocumentService()
        .didChange(
            new DidChangeTextDocumentParams(
                new VersionedTextDocumentIdentifier(uri, number + 2), List.of(change)));
    published.take();
    int line = place.getLine();
    Range around = new Range(new Position(Math.max(0, line - 30), 0), new Position(line + 30, 0));
    int hints =
        server
            .getTextDocumentService()
            .inlayHint(new InlayHintParams(new TextDocumentIdentifier(uri), around))
            .get()
            .size();
    if (hints == 0) {
      throw new IllegalStateException("the lines around an edit have hints");
    }
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
      throw new IllegalStateException("something fits behind a pipe");
    }
    return since(start);
  }

  private static Position at(String text, String words) {
    int offset = text.indexOf(words);
    int line = (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    return new Position(line, offset - text.lastIndexOf('\n', offset) - 1);
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private static void report(String what, List<Double> millis) {
    Collections.sort(millis);
    System.out.printf(
        "%s: median %.0f ms, nine of ten within %.0f ms%n",
        what, millis.get(millis.size() / 2), millis.get(millis.size() * 9 / 10));
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
