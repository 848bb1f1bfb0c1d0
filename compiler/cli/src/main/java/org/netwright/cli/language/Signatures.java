package org.netwright.cli.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.ParameterInformation;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.SignatureHelp;
import org.eclipse.lsp4j.SignatureInformation;
import org.netwright.frontend.live.LiveFile;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.syntax.Declaration.Parameter;

/** The parameters of the call that is being written. */
final class Signatures {
  private Signatures() {}

  static Optional<SignatureHelp> at(Document document, LiveFile file, Position position) {
    return CallContext.at(document.words(), document.offset(position))
        .flatMap(
            call ->
                file.program()
                    .mainSpace()
                    .find(call.callee())
                    .map(symbol -> help(symbol, call, file)));
  }

  private static SignatureHelp help(Symbol symbol, CallContext call, LiveFile file) {
    List<Parameter> parameters = Callee.parameters(symbol, call.applied());
    List<ParameterInformation> shown = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (Parameter parameter : parameters) {
      String text = text(parameter, file);
      words.add(text);
      shown.add(new ParameterInformation(text));
    }
    SignatureInformation signature =
        new SignatureInformation(symbol.name() + "(" + String.join(", ", words) + ")");
    signature.setParameters(shown);
    signature.setDocumentation(
        new MarkupContent(MarkupKind.MARKDOWN, Manual.doc(symbol.declaration())));
    boolean flowsIn = call.piped() && (call.applied() || !symbol.isConstructor());
    int active = call.index() + (flowsIn ? 1 : 0);
    for (int i = 0; i < parameters.size(); i++) {
      active = parameters.get(i).name().text().equals(call.named()) ? i : active;
    }
    return new SignatureHelp(List.of(signature), 0, active);
  }

  /** A parameter as it is written in its declaration. */
  static String text(Parameter parameter, LiveFile file) {
    String text = file.program().texts().get(parameter.span().file());
    var place = file.place(parameter.span());
    if (text == null || !place.exists()) {
      return parameter.name().text();
    }
    return new Document("", "", text).text(Document.range(place)).replaceAll("\\s+", " ");
  }
}
