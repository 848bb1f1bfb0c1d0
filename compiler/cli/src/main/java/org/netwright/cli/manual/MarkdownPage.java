package org.netwright.cli.manual;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;
import org.netwright.frontend.syntax.Keywords;

/** Markdown as HTML: headings can be linked to, programs are coloured, HTML in it is text. */
final class MarkdownPage {
  private static final Set<String> WORDS =
      Stream.concat(
              Keywords.DECLARATIONS.stream(),
              Stream.of(
                  "let",
                  "param",
                  "state",
                  "update",
                  "require",
                  "return",
                  "if",
                  "else",
                  "repeat",
                  "recur",
                  "fresh",
                  "frozen",
                  "twin",
                  "run",
                  "as",
                  "in",
                  "for",
                  "it",
                  "where",
                  "train",
                  "evaluate",
                  "minimize",
                  "report",
                  "keep",
                  "best",
                  "last",
                  "by",
                  "on",
                  "every",
                  "over",
                  "except",
                  "using",
                  "net",
                  "from",
                  "stage",
                  "predict",
                  "select",
                  "check",
                  "and",
                  "or",
                  "not",
                  "none",
                  "true",
                  "false",
                  "slice",
                  "adapt",
                  "binarize",
                  "remat",
                  "rolled",
                  "until",
                  "unused",
                  "tabulate",
                  "epochs",
                  "steps"))
          .collect(Collectors.toUnmodifiableSet());

  private static final Pattern TOKENS =
      Pattern.compile(
          "(?<comment>#[^\\n]*)|(?<string>\"(?:[^\"\\\\\\n]|\\\\.)*\")"
              + "|(?<number>\\b\\d[\\d_]*(?:\\.\\d+)?(?:[eE][-+]?\\d+)?\\b)"
              + "|(?<word>\\b[A-Za-z_]\\w*\\b)");

  private final Parser parser;
  private final HtmlRenderer renderer;

  MarkdownPage() {
    List<Extension> extensions = List.of(TablesExtension.create());
    parser = Parser.builder().extensions(extensions).build();
    renderer =
        HtmlRenderer.builder()
            .extensions(extensions)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .attributeProviderFactory(context -> new Anchors())
            .nodeRendererFactory(Programs::new)
            .build();
  }

  String html(String markdown) {
    return renderer.render(parser.parse(markdown));
  }

  /** A title without the paragraph around it. */
  String inline(String markdown) {
    return html(markdown).strip().replaceFirst("^<p>", "").replaceFirst("</p>$", "");
  }

  static String anchor(String title) {
    return title.replaceAll("[^A-Za-z0-9_]+", "-").replaceAll("^-|-$", "").toLowerCase(Locale.ROOT);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** A program with its words, names, numbers, strings and comments marked. */
  static String colored(String program) {
    StringBuilder html = new StringBuilder();
    Matcher token = TOKENS.matcher(program);
    int at = 0;
    while (token.find()) {
      html.append(escaped(program.substring(at, token.start())));
      String text = token.group();
      String look = look(token, text);
      html.append(
          look.isEmpty()
              ? escaped(text)
              : "<span class=\"" + look + "\">" + escaped(text) + "</span>");
      at = token.end();
    }
    return html.append(escaped(program.substring(at))).toString();
  }

  private static String look(Matcher token, String text) {
    if (token.group("comment") != null) {
      return "comment";
    } else if (token.group("string") != null) {
      return "string";
    } else if (token.group("number") != null) {
      return "number";
    } else if (WORDS.contains(text)) {
      return "word";
    }
    return text.length() > 1 && Character.isUpperCase(text.charAt(0)) ? "built" : "";
  }

  /** Headings get the anchors that the search points to. */
  private static final class Anchors implements AttributeProvider {
    @Override
    public void setAttributes(Node node, String tag, Map<String, String> attributes) {
      if (node instanceof Heading) {
        StringBuilder title = new StringBuilder();
        for (Node inner = node.getFirstChild(); inner != null; inner = inner.getNext()) {
          if (inner instanceof Text text) {
            title.append(text.getLiteral());
          } else if (inner instanceof org.commonmark.node.Code code) {
            title.append(code.getLiteral());
          }
        }
        attributes.put("id", anchor(title.toString()));
      }
    }
  }

  /** Fenced programs, with a mark for those that are wrong on purpose. */
  private static final class Programs implements NodeRenderer {
    private final HtmlWriter html;

    Programs(HtmlNodeRendererContext context) {
      html = context.getWriter();
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(FencedCodeBlock.class);
    }

    @Override
    public void render(Node node) {
      FencedCodeBlock block = (FencedCodeBlock) node;
      String info = block.getInfo() == null ? "" : block.getInfo();
      boolean program = info.startsWith("net");
      String look = info.contains("wrong") ? "wrong" : info.contains("mended") ? "mended" : "plain";
      html.line();
      html.raw("<pre class=\"" + look + "\"><code>");
      html.raw(program ? colored(block.getLiteral()) : escaped(block.getLiteral()));
      html.raw("</code></pre>");
      html.line();
    }
  }
}
