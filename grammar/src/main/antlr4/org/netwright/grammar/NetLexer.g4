/*
 * The words of the Net language.
 *
 * Three things are decided here and not in the parser, so that the grammar stays free of context:
 * where a statement ends (LINE_END), whether a word such as `layer` or `let` is a keyword or a name,
 * and how deep brackets and operators may stand in one another. LineEndingLexer says how.
 */
lexer grammar NetLexer;

options { superClass = LineEndingLexer; }

tokens { LINE_END }

// Words that start a declaration. Elsewhere they are names.
USE: 'use';
CONST: 'const';
FN: 'fn';
LAYER: 'layer';
MODEL: 'model';
QUANTIZER: 'quantizer';
METRIC: 'metric';
RECIPE: 'recipe';
SWEEP: 'sweep';
EXTERNAL: 'external';

// Words that start a statement. Elsewhere they are names.
LET: 'let';
PARAM: 'param';
UPDATE: 'update';
MINIMIZE: 'minimize';
REPORT: 'report';
REQUIRE: 'require';
RETURN: 'return';
CHECK: 'check';

// Words that are never names of values.
IF: 'if';
ELSE: 'else';
REPEAT: 'repeat';
RECUR: 'recur';
SELECT: 'select';
FOR: 'for';
IN: 'in';
AS: 'as';
AND: 'and';
OR: 'or';
NOT: 'not';
TRUE: 'true';
FALSE: 'false';
NONE: 'none';
IT: 'it';

// Words whose meaning the place or the next token decides; the parser also takes them as names.
DATA: 'data';
NET: 'net';
STAGE: 'stage';
STATE: 'state';
TEST: 'test';
TRAIN: 'train';
EVALUATE: 'evaluate';
KEEP: 'keep';
PREDICT: 'predict';
ON: 'on';
FROM: 'from';
USING: 'using';
OVER: 'over';
EXCEPT: 'except';
BY: 'by';
WHERE: 'where';
UNTIL: 'until';
TABULATE: 'tabulate';
EVERY: 'every';
AT: 'at';
UNUSED: 'unused';
FRESH: 'fresh';
FROZEN: 'frozen';
TWIN: 'twin';
RUN: 'run';
ROLLED: 'rolled';
LIST: 'list';
BITS: 'bits';
STORES: 'stores';
BETTER: 'better';

PIPE: '|>';
ARROW: '->';
COALESCE: '??';
QUESTION: '?';
ELLIPSIS: '...';
RANGE: '..';
DOT: '.';
COMMA: ',';
COLON: ':';
SEMICOLON: ';';
INSIDE: '@';
BAR: '|';
AMPERSAND: '&';
BANG: '!';
EQUAL: '==';
NOT_EQUAL: '!=';
LESS_EQUAL: '<=';
GREATER_EQUAL: '>=';
LESS: '<';
GREATER: '>';
ASSIGN: '=';
PLUS: '+';
MINUS: '-';
POWER: '**';
STAR: '*';
FLOOR_DIVIDE: '//';
SLASH: '/';
PERCENT: '%';
OPEN_PAREN: '(';
CLOSE_PAREN: ')';
OPEN_BRACKET: '[';
CLOSE_BRACKET: ']';
OPEN_BRACE: '{';
CLOSE_BRACE: '}';

// `5 epochs` is one token, so that an int never turns into a duration by accident.
DURATION: DIGITS ('.' DIGITS)? [ \t]+ ('epoch' | 'step') 's'? {endsWord()}?;
FLOAT: DIGITS '.' DIGITS EXPONENT? | DIGITS EXPONENT;
INT: DIGITS;
NAME: [A-Za-z_] [A-Za-z_0-9]*;

fragment DIGITS: [0-9] ('_'? [0-9])*;
fragment EXPONENT: [eE] [+-]? [0-9]+;

// What hands used to Python or C type: one token each, hence one message with one edit.
FOREIGN: '&&' | '||' | '^' | '+=' | '-=' | '*=' | '/=' | ':=' | '=>' | '~' | '/*' | '*/';
HALF_FLOAT: DIGITS '.' {endsNumber()}? | '.' DIGITS {mayStartNumber()}?;
SINGLE_QUOTED: '\'' ~['\r\n]* '\'';

STRING: '"' STRING_PIECE* '"';
OPEN_STRING: '"' STRING_PIECE*;
fragment STRING_PIECE: ~["\\\r\n] | '\\' ~[\r\n];

DOC: '##' ~[\r\n]* -> channel(HIDDEN);
COMMENT: '#' ~[\r\n]* -> channel(HIDDEN);
BLANK: [ \t\r\n\uFEFF]+ -> channel(HIDDEN);
UNKNOWN: .;
