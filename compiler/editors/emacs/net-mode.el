;;; net-mode.el --- Major mode of the Net language  -*- lexical-binding: t; -*-

;; Put this file into `load-path' and (require 'net-mode) into the init file.
;; `eglot' then starts `netwright lsp'.

;;; Code:

(defconst net-declaration-words
  '(
    "use" "const" "fn" "layer" "model" "quantizer" "metric" "recipe" "sweep" "external"
    "data" "test"))

(defconst net-control-words
  '(
    "if" "else" "repeat" "recur" "select" "for" "in" "as" "and" "or" "not"))

(defconst net-constant-words
  '(
    "true" "false" "none" "it"))

(defconst net-statement-words
  '(
    "let" "param" "update" "minimize" "report" "require" "return" "check" "net" "stage"
    "state" "train" "evaluate" "keep" "predict" "on" "from" "using" "over" "except" "by"
    "where" "until" "tabulate" "every" "at" "unused" "fresh" "frozen" "twin" "run" "rolled"
    "list" "bits" "stores" "better"))

(defvar net-font-lock-keywords
  `((,(regexp-opt net-declaration-words 'symbols) . font-lock-keyword-face)
    (,(regexp-opt net-control-words 'symbols) . font-lock-keyword-face)
    (,(regexp-opt net-constant-words 'symbols) . font-lock-constant-face)
    (,(regexp-opt net-statement-words 'symbols) . font-lock-builtin-face)
    ("\\_<[A-Z][A-Za-z_0-9]*\\_>" . font-lock-type-face)
    ("\\_<\\([a-z_][A-Za-z_0-9]*\\)(" 1 font-lock-function-name-face)))

(defvar net-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?# "<" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?_ "_" table)
    (modify-syntax-entry ?\" "\"" table)
    table))

;;;###autoload
(define-derived-mode net-mode prog-mode "Net"
  "Major mode of the Net language."
  (setq-local comment-start "# ")
  (setq-local indent-tabs-mode nil)
  (setq-local tab-width 4)
  (setq-local font-lock-defaults '(net-font-lock-keywords)))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.net\\'" . net-mode))

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(net-mode . ("netwright" "lsp"))))

(provide 'net-mode)
;;; net-mode.el ends here
