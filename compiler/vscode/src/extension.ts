import { ExtensionContext, commands, window, workspace } from "vscode";
import { LanguageClient, LanguageClientOptions, ServerOptions } from "vscode-languageclient/node";

let client: LanguageClient | undefined;

/** Starts `netwright lsp` for the files of the Net language, and again when it is asked to. */
export async function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(
    commands.registerCommand("netwright.restart", restart),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("netwright.command")) {
        void restart();
      }
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
  client = undefined;
}

async function restart(): Promise<void> {
  await deactivate();
  await start();
}

async function start(): Promise<void> {
  const command = workspace.getConfiguration("netwright").get<string>("command", "netwright");
  const server: ServerOptions = { command, args: ["lsp"] };
  const options: LanguageClientOptions = {
    documentSelector: [{ language: "net" }],
    synchronize: {
      fileEvents: [
        workspace.createFileSystemWatcher("**/*.net"),
        workspace.createFileSystemWatcher("**/netwright.json"),
      ],
    },
  };
  client = new LanguageClient("netwright", "Netwright", server, options);
  try {
    await client.start();
  } catch (refused) {
    client = undefined;
    const reason = refused instanceof Error ? refused.message : String(refused);
    void window.showErrorMessage(
      `Netwright: \`${command} lsp\` did not start (${reason}). Set \`netwright.command\` to the program.`,
    );
  }
}
