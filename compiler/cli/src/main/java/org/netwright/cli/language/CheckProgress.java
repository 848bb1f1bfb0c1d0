package org.netwright.cli.language;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.WorkDoneProgressBegin;
import org.eclipse.lsp4j.WorkDoneProgressCreateParams;
import org.eclipse.lsp4j.WorkDoneProgressEnd;
import org.eclipse.lsp4j.WorkDoneProgressNotification;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.LanguageClient;
import org.jspecify.annotations.Nullable;

/**
 * Shows that declarations are still being checked behind a first answer, and when that ends, in an
 * editor that shows such things.
 */
final class CheckProgress {
  private final Set<String> unfinished = new HashSet<>();
  private int number;
  private CompletableFuture<@Nullable Void> begun = CompletableFuture.completedFuture(null);

  /** Something of a file is left to be checked. */
  synchronized void begin(LanguageClient editor, String uri) {
    if (!unfinished.add(uri) || unfinished.size() > 1) {
      return;
    }
    String token = "check " + ++number;
    WorkDoneProgressBegin begin = new WorkDoneProgressBegin();
    begin.setTitle("checking");
    begun =
        editor
            .createProgress(new WorkDoneProgressCreateParams(Either.forLeft(token)))
            .thenAccept(created -> tell(editor, token, begin));
  }

  /** A file is checked, or nobody wants that any more. */
  synchronized void end(LanguageClient editor, String uri) {
    if (unfinished.remove(uri) && unfinished.isEmpty()) {
      String token = "check " + number;
      var unused = begun.thenAccept(shown -> tell(editor, token, new WorkDoneProgressEnd()));
    }
  }

  private static void tell(LanguageClient editor, String token, WorkDoneProgressNotification news) {
    editor.notifyProgress(new ProgressParams(Either.forLeft(token), Either.forLeft(news)));
  }
}
