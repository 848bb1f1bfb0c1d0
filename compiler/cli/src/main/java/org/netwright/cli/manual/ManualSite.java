package org.netwright.cli.manual;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The manual as static pages: chapters, libraries, diagnostics, and a search without a server. */
public final class ManualSite {
  private final MarkdownPage markdown = new MarkdownPage();
  private final List<LibraryText> libraries;
  private final String version;
  private final Map<String, String> files = new LinkedHashMap<>();
  private final List<Found> found = new ArrayList<>();

  private ManualSite(List<LibraryText> libraries, String version) {
    this.libraries = List.copyOf(libraries);
    this.version = version;
  }

  /** Something that the search finds. */
  private record Found(String title, String kind, String address, String text) {}

  /** All files of the manual by their path. */
  public static Map<String, String> of(List<LibraryText> libraries, String version) {
    return new ManualSite(libraries, version).written();
  }

  /** Writes the manual into a folder; what was there under other names stays. */
  public static void write(Path folder, Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.writeString(path, file.getValue(), StandardCharsets.UTF_8);
    }
  }

  private Map<String, String> written() {
    List<ManualChapter> chapters = ManualChapter.all();
    for (ManualChapter chapter : chapters) {
      String address = address(chapter);
      page(address, chapter.title(), markdown.html(chapter.markdown()), "");
      chapterParts(chapter, address);
    }
    libraries.forEach(this::library);
    diagnostics();
    files.put("search-index.js", index());
    files.put("manual.css", resource("manual.css"));
    files.put("search.js", resource("search.js"));
    return files;
  }

  private static String address(ManualChapter chapter) {
    return chapter.name().equals("learn") ? "index.html" : chapter.name() + ".html";
  }

  /** A chapter is found as a whole and by each of its headings. */
  private void chapterParts(ManualChapter chapter, String address) {
    found.add(new Found(chapter.title(), "chapter", address, opening(chapter.markdown())));
    String[] parts = chapter.markdown().replaceAll("(?ms)^```.*?^```$", "").split("(?m)^## ");
    for (int i = 1; i < parts.length; i++) {
      String title = parts[i].lines().findFirst().orElse("");
      found.add(
          new Found(
              title + " · " + chapter.title(),
              "chapter",
              address + "#" + MarkdownPage.anchor(title),
              opening("\n" + parts[i].substring(title.length()))));
    }
  }

  private static String opening(String markdown) {
    String text =
        markdown
            .replaceFirst("(?s)^# [^\n]*\n", "")
            .replaceAll("(?ms)^```.*?^```$", " ")
            .replaceAll("[`#*|]", "")
            .replaceAll("\\s+", " ")
            .strip();
    return text.length() > 300 ? text.substring(0, 300) : text;
  }

  // ---- libraries

  private void library(LibraryText library) {
    String address = library.name() + ".html";
    StringBuilder body = new StringBuilder();
    body.append("<h1>").append(MarkdownPage.escaped(library.name())).append("</h1>\n");
    if (!library.about().isEmpty()) {
      body.append("<p class=\"about\">")
          .append(MarkdownPage.escaped(library.about()))
          .append("</p>\n");
    }
    String opening = heading(library.text());
    if (!opening.isEmpty()) {
      body.append(markdown.html(opening));
    }
    Map<String, List<LibraryEntry>> kinds = new LinkedHashMap<>();
    for (LibraryEntry entry : LibraryEntry.of(library.file(), library.text())) {
      kinds.computeIfAbsent(entry.kind(), k -> new ArrayList<>()).add(entry);
    }
    body.append("<p class=\"names\">");
    kinds
        .values()
        .forEach(
            all ->
                all.forEach(
                    e ->
                        body.append("<a href=\"#")
                            .append(e.name())
                            .append("\">")
                            .append(MarkdownPage.escaped(e.name()))
                            .append("</a> ")));
    body.append("</p>\n");
    kinds.forEach(
        (kind, all) -> {
          body.append("<h2>").append(plural(kind)).append("</h2>\n");
          all.forEach(entry -> entry(entry, library, address, body));
        });
    page(address, library.name(), body.toString(), "");
  }

  /** The comment that a unit begins with. */
  private static String heading(String text) {
    StringBuilder heading = new StringBuilder();
    for (String line : text.lines().toList()) {
      if (!line.startsWith("#") || line.startsWith("##")) {
        break;
      }
      heading.append(line.substring(1).strip()).append('\n');
    }
    return heading.toString().strip();
  }

  private static String plural(String kind) {
    return switch (kind) {
      case "fn" -> "Functions";
      case "const" -> "Constants";
      case "data" -> "Sources of data";
      default -> kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1) + "s";
    };
  }

  private void entry(LibraryEntry entry, LibraryText library, String address, StringBuilder body) {
    String anchor = entry.name(); // two names may differ in their capitals only
    body.append("<section class=\"entry\" id=\"").append(anchor).append("\">\n<h3>");
    body.append("<a href=\"#").append(anchor).append("\">");
    body.append(MarkdownPage.escaped(entry.name())).append("</a></h3>\n<pre><code>");
    body.append(MarkdownPage.colored(entry.signature())).append("</code></pre>\n");
    body.append(markdown.html(entry.doc())).append("</section>\n");
    found.add(
        new Found(
            entry.name(),
            entry.kind() + " of " + library.name(),
            address + "#" + anchor,
            opening(entry.doc())));
  }

  // ---- diagnostics

  private void diagnostics() {
    StringBuilder body = new StringBuilder("<h1>Diagnostics</h1>\n");
    body.append(
        "<p>Each error and warning has a code and a page. <code>netwright explain CODE</code> shows"
            + " the same page in a terminal.</p>\n");
    String hundred = "";
    for (String code : ExplanationPages.codes()) {
      ExplanationPage page = ExplanationPages.find(code).orElseThrow();
      if (!code.substring(0, 3).equals(hundred)) {
        body.append(hundred.isEmpty() ? "" : "</ul>\n");
        hundred = code.substring(0, 3);
        body.append("<h2>").append(hundreds().getOrDefault(hundred, hundred)).append("</h2>\n");
        body.append("<ul class=\"codes\">\n");
      }
      String address = "diagnostics/" + code + ".html";
      body.append("<li><a href=\"").append(address).append("\">").append(code).append("</a> ");
      body.append(markdown.inline(page.title())).append("</li>\n");
      page(address, code + ": " + page.title(), markdown.html(page.markdown()), "../");
      found.add(new Found(code + " " + page.title(), "diagnostic", address, page.meaning()));
    }
    body.append("</ul>\n");
    page("diagnostics.html", "Diagnostics", body.toString(), "");
  }

  private static Map<String, String> hundreds() {
    return new TreeMap<>(
        Map.of(
            "NW1", "NW1xx · syntax",
            "NW2", "NW2xx · names and imports",
            "NW3", "NW3xx · types and shapes",
            "NW4", "NW4xx · recipes",
            "NW5", "NW5xx · plugins",
            "NW6", "NW6xx · running",
            "NW7", "NW7xx · data",
            "NW8", "NW8xx · files and settings"));
  }

  // ---- pages

  private void page(String address, String title, String body, String up) {
    files.put(
        address,
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s · Netwright</title>
        <link rel="stylesheet" href="%smanual.css">
        </head>
        <body data-up="%s">
        <header><a class="home" href="%sindex.html">Netwright</a>
        <input id="search" type="search" placeholder="Search the manual" aria-label="Search the manual" autocomplete="off">
        <ul id="found" hidden></ul></header>
        <div class="columns">
        <nav>%s</nav>
        <main>
        %s
        <footer>Netwright %s</footer>
        </main>
        </div>
        <script src="%ssearch-index.js"></script>
        <script src="%ssearch.js"></script>
        </body>
        </html>
        """
            .formatted(
                MarkdownPage.escaped(title.replace("`", "")),
                up,
                up,
                up,
                navigation(address, up),
                body,
                MarkdownPage.escaped(version),
                up,
                up));
  }

  private String navigation(String current, String up) {
    StringBuilder nav = new StringBuilder("<h4>The language</h4><ul>");
    for (ManualChapter chapter : ManualChapter.all()) {
      link(nav, address(chapter), chapter.title(), current, up);
    }
    nav.append("</ul><h4>Libraries</h4><ul>");
    for (LibraryText library : libraries) {
      link(nav, library.name() + ".html", library.name(), current, up);
    }
    nav.append("</ul><h4>Reference</h4><ul>");
    link(nav, "diagnostics.html", "Diagnostics", current, up);
    return nav.append("</ul>").toString();
  }

  private static void link(
      StringBuilder nav, String address, String title, String current, String up) {
    String here = address.equals(current) ? " aria-current=\"page\"" : "";
    nav.append("<li><a href=\"")
        .append(up)
        .append(address)
        .append("\"")
        .append(here)
        .append(">")
        .append(MarkdownPage.escaped(title))
        .append("</a></li>");
  }

  /** The search's index as a script, since a page of a file may read no other file. */
  private String index() {
    StringBuilder index = new StringBuilder("const MANUAL = [\n");
    for (Found one : found) {
      index
          .append("[")
          .append(quoted(one.title()))
          .append(",")
          .append(quoted(one.kind()))
          .append(",")
          .append(quoted(one.address()))
          .append(",")
          .append(quoted(one.text()))
          .append("],\n");
    }
    return index.append("];\n").toString();
  }

  private static String quoted(String text) {
    return '"'
        + text.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", " ")
            .replace("\r", " ")
            .replace("</", "<\\/")
        + '"';
  }

  private static String resource(String name) {
    try (InputStream in = ManualSite.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the manual lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException("the manual's looks cannot be read", unreadable);
    }
  }
}
