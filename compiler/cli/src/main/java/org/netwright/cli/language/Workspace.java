package org.netwright.cli.language;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.netwright.cli.project.Project;
import org.netwright.cli.project.ProjectLoader;
import org.netwright.frontend.CompilerStack;
import org.netwright.frontend.Limits;
import org.netwright.frontend.SourceLoader;
import org.netwright.frontend.catalog.Catalog;
import org.netwright.frontend.live.LiveCompiler;
import org.netwright.frontend.live.LiveFile;
import org.netwright.spi.diagnostic.DiagnosticException;

/**
 * The open files and what is known of them. One thread compiles; a first answer comes at once and
 * leaves declarations that an edit only reaches from afar for a second one.
 */
final class Workspace implements AutoCloseable {
  /** How long typing must pause before a text is looked at. */
  private static final long PAUSE_MILLIS = 15;

  /** What an answer behind the first may take at least. */
  private static final Duration SECOND_ANSWER = Duration.ofMillis(100);

  /** As many files of a project as are looked through for a name. */
  private static final int MOST_FILES = 500;

  private static final int DEPTH = 8;

  private static final SourceLoader NO_FILES =
      new SourceLoader() {
        @Override
        public Optional<Text> load(String file) {
          return Optional.empty();
        }

        @Override
        public Optional<String> resolve(String importingFile, List<String> segments) {
          return Optional.empty();
        }
      };

  private final Catalog catalog;
  private final Duration patience;
  private final Listener listener;
  private final Map<String, Document> documents = new ConcurrentHashMap<>();
  private final Map<String, Analysis> analyses = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<Analysis>> awaited = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<Analysis>> awaitedWhole = new ConcurrentHashMap<>();
  private final Map<Limits, LiveCompiler> compilers = new HashMap<>();
  private final ScheduledExecutorService worker;

  /** Is told what happens, on the thread that compiles. */
  interface Listener {
    void analysed(Analysis analysis);

    /** A promise of the compiler is broken. */
    void failed(Document document, Throwable broken);

    /** What is told next of a file is not all: the rest of it is still being checked. */
    void unfinished(String uri);

    /** Nothing of a file is left to be checked. */
    void finished(String uri);
  }

  /**
   * @param patience what a first answer to an edit may take before the rest is left for later
   */
  Workspace(Catalog catalog, Duration patience, Listener listener) {
    this.catalog = catalog;
    this.patience = patience;
    this.listener = listener;
    this.worker =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = CompilerStack.thread(work, "compiler", Limits.DEFAULT);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** A text was opened or changed. */
  void put(Document document) {
    documents.put(document.uri(), document);
    List.of(awaited, awaitedWhole)
        .forEach(
            waiting ->
                waiting.compute(
                    document.uri(),
                    (uri, before) ->
                        before == null || before.isDone() ? new CompletableFuture<>() : before));
    var unused =
        worker.schedule(() -> guarded(document, () -> look(document)), PAUSE_MILLIS, MILLISECONDS);
  }

  /**
   * Looks at a text again, since something that it uses may have changed; and at all that use it.
   */
  void reconsider(String uri) {
    documents.values().stream().filter(each -> !each.uri().equals(uri)).forEach(this::put);
  }

  void reconsiderAll() {
    documents.values().forEach(this::put);
  }

  /**
   * The server lives on when the compiler breaks a promise, whatever it throws: a thread that ended
   * without a word would leave every later edit without an answer. Who waits is told.
   */
  @SuppressWarnings("CatchThrowable") // Whatever is thrown: that it is told is the purpose.
  private void guarded(Document document, Runnable work) {
    try {
      work.run();
    } catch (Throwable broken) {
      listener.failed(document, broken);
      listener.finished(document.uri());
      for (Map<String, CompletableFuture<Analysis>> all : List.of(awaited, awaitedWhole)) {
        CompletableFuture<Analysis> waiting = all.get(document.uri());
        if (waiting != null) {
          waiting.completeExceptionally(broken);
        }
      }
    }
  }

  void close(String uri) {
    Document closed = documents.remove(uri);
    analyses.remove(uri);
    if (closed != null) {
      listener.finished(uri);
      worker.execute(() -> compilers.values().forEach(each -> each.close(closed.file())));
    }
  }

  Optional<Document> document(String uri) {
    return Optional.ofNullable(documents.get(uri));
  }

  /** What is known so far, without waiting. */
  Optional<Analysis> known(String uri) {
    return Optional.ofNullable(analyses.get(uri));
  }

  /**
   * The other files of the project that a file belongs to, as far as their names go: who renames a
   * thing must know them all.
   */
  List<LiveFile> project(Analysis of) {
    List<LiveFile> files = new ArrayList<>();
    for (Analysis other : analyses.values()) {
      if (!other.document().uri().equals(of.document().uri())) {
        files.add(other.understood());
      }
    }
    Path root = root(of.document());
    CompletableFuture<List<LiveFile>> closed =
        CompletableFuture.supplyAsync(() -> closed(root, of.document()), worker);
    files.addAll(closed.join());
    return files;
  }

  /** The files of a folder that are not open. */
  private List<LiveFile> closed(Path root, Document beside) {
    List<LiveFile> files = new ArrayList<>();
    Set<String> open = new HashSet<>();
    documents.values().forEach(each -> open.add(each.file()));
    try (Stream<Path> all = Files.walk(root, DEPTH)) {
      List<Path> found =
          all.filter(path -> path.toString().endsWith(".net"))
              .filter(path -> Files.isRegularFile(path) && !open.contains(path.toString()))
              .limit(MOST_FILES)
              .toList();
      for (Path path : found) {
        SourceLoader.Text text = new SourceLoader.Text(path.toString(), Files.readString(path));
        files.add(compiler(beside).check(text, loader(beside), needed -> true));
        compiler(beside).close(text.file());
      }
    } catch (IOException | DiagnosticException unreadable) {
      listener.failed(beside, unreadable);
    }
    return files;
  }

  /** What is known once the present text was looked at; empty for a file that is not open. */
  CompletableFuture<Optional<Analysis>> settled(String uri) {
    CompletableFuture<Analysis> waiting = awaited.get(uri);
    return waiting == null || !documents.containsKey(uri)
        ? CompletableFuture.completedFuture(Optional.empty())
        : waiting.thenApply(Optional::of);
  }

  /**
   * What is known once every declaration of the present text was checked, or what is known after a
   * while.
   */
  CompletableFuture<Optional<Analysis>> whole(String uri, Duration patience) {
    CompletableFuture<Analysis> waiting = awaitedWhole.get(uri);
    return waiting == null || !documents.containsKey(uri)
        ? settled(uri)
        : waiting
            .thenApply(Optional::of)
            .completeOnTimeout(Optional.empty(), patience.toMillis(), MILLISECONDS)
            .thenApply(analysis -> analysis.or(() -> known(uri)));
  }

  private void look(Document document) {
    if (documents.get(document.uri()) != document) {
      return;
    }
    look(document, patience.toNanos(), true);
  }

  /**
   * Checks what a time suffices for, and tells; the rest gets twice that time behind whatever else
   * waits, unless a newer text is there by then. So what is cheap to check is told of first, and
   * each answer costs less than all before it together.
   */
  private void look(Document document, long nanos, boolean first) {
    BooleanSupplier outdated = () -> documents.get(document.uri()) != document;
    if (outdated.getAsBoolean()) {
      return;
    }
    long end = System.nanoTime() + nanos;
    Analysis analysis =
        analysed(
            document,
            needed -> System.nanoTime() + needed > end || !first && outdated.getAsBoolean());
    LiveFile live = analysis.latest();
    boolean more = live.isWhole() || !live.checked().isEmpty();
    if (!live.isWhole()) {
      listener.unfinished(document.uri());
    } else if (!outdated.getAsBoolean()) {
      listener.finished(document.uri());
    }
    if (first || more && !outdated.getAsBoolean()) {
      finish(document, analysis);
    }
    if (!live.isWhole()) {
      long next = Math.max(SECOND_ANSWER.toNanos(), Math.max(2 * nanos, 2 * live.further()));
      worker.execute(() -> guarded(document, () -> look(document, next, false)));
    }
  }

  private void finish(Document document, Analysis analysis) {
    analyses.put(document.uri(), analysis);
    listener.analysed(analysis);
    CompletableFuture<Analysis> waiting = awaited.get(document.uri());
    if (waiting != null && documents.get(document.uri()) == document) {
      waiting.complete(analysis);
    }
    CompletableFuture<Analysis> waitingWhole = awaitedWhole.get(document.uri());
    boolean whole = analysis.latest().isWhole();
    if (waitingWhole != null && whole && documents.get(document.uri()) == document) {
      waitingWhole.complete(analysis);
    }
  }

  private Analysis analysed(Document document, LongPredicate later) {
    LiveFile live;
    try {
      live =
          compiler(document)
              .check(
                  new SourceLoader.Text(document.file(), document.text()),
                  loader(document),
                  later,
                  () -> documents.get(document.uri()) != document);
    } catch (DiagnosticException unreadable) {
      // A file that it uses cannot be read: that is said, and the names it brings are missing.
      live =
          compiler(document)
              .check(new SourceLoader.Text(document.file(), document.text()), NO_FILES, later)
              .with(unreadable.diagnostics());
    }
    Optional<DiagnosticException> wrong = settings(document).wrong();
    if (wrong.isPresent()) {
      live = live.with(wrong.get().diagnostics());
    }
    Analysis before = analyses.get(document.uri());
    boolean broken = live.program().isBroken();
    LiveFile understood = broken && before != null ? before.understood().movedTo(live) : live;
    return new Analysis(document, live, understood);
  }

  /** The project of a file, or what stands in for one whose settings are wrong. */
  private record ProjectOf(Path root, Limits limits, Optional<DiagnosticException> wrong) {}

  private static ProjectOf settings(Document document) {
    Path folder = folder(document);
    try {
      Project project = Project.of(folder);
      return new ProjectOf(project.root(), project.limits(), Optional.empty());
    } catch (DiagnosticException mistakes) {
      return new ProjectOf(folder, Limits.DEFAULT, Optional.of(mistakes));
    }
  }

  private static Path root(Document document) {
    return settings(document).root();
  }

  private LiveCompiler compiler(Document document) {
    return compilers.computeIfAbsent(
        settings(document).limits(), limits -> new LiveCompiler(catalog, limits));
  }

  private SourceLoader loader(Document document) {
    ProjectOf project = settings(document);
    Map<String, Document> open = new HashMap<>();
    documents.values().forEach(each -> open.put(each.file(), each));
    long most = project.limits().fileBytes();
    return new OpenFiles(open, new ProjectLoader(folder(document), project.root(), most));
  }

  private static Path folder(Document document) {
    Path parent = document.uri().startsWith("file:") ? Path.of(document.file()).getParent() : null;
    return parent == null ? Path.of("").toAbsolutePath() : parent;
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
