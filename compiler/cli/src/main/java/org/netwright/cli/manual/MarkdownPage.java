package org.netwright.cli.manual;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

/** Markdown as HTML: headings can be linked to, programs are coloured, HTML in it is text. */
final class MarkdownPage {
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
    for (ProgramPieces.Piece piece : ProgramPieces.of(program)) {
      String text = escaped(piece.text());
      html.append(
          piece.look() == ProgramPieces.Look.PLAIN
              ? text
              : "<span class=\"" + style(piece.look()) + "\">" + text + "</span>");
    }
    return html.toString();
  }

  private static String style(ProgramPieces.Look look) {
    return look.name().toLowerCase(Locale.ROOT);
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
      boolean program = info.startsWith("net") || info.startsWith("header");
      String look = info.contains("wrong") ? "wrong" : info.contains("mended") ? "mended" : "plain";
      html.line();
      html.raw("<pre class=\"" + look + "\"><code>");
      html.raw(program ? colored(block.getLiteral()) : escaped(block.getLiteral()));
      html.raw("</code></pre>");
      html.line();
    }
  }
}
