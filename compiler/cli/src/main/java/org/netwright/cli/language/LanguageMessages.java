package org.netwright.cli.language;

import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/** What the editor is told when it asks for something that cannot be done. */
final class LanguageMessages {
  private LanguageMessages() {}

  private static ResponseErrorException refused(String sentence) {
    return new ResponseErrorException(
        new ResponseError(ResponseErrorCode.InvalidParams, sentence, null));
  }

  static ResponseErrorException notRenamable() {
    return refused("nothing of this project's own is named here");
  }

  static ResponseErrorException noName(String name) {
    return refused("`" + name + "` is no name: a letter or `_`, then letters, digits and `_`");
  }

  static ResponseErrorException otherCase(String name) {
    return refused(
        "`"
            + name
            + "` changes the meaning: a capital builds anew at each use, a small letter not");
  }

  static ResponseErrorException taken(String name) {
    return refused("`" + name + "` already means something here");
  }

  static ResponseErrorException inPaths(String name, int line) {
    return refused(
        "`" + name + "` is also a part of paths, as in line " + line + ": rename it by hand");
  }
}
