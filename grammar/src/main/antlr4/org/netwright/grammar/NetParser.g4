/*
 * The sentences of the Net language.
 *
 * The grammar is read with SLL prediction and has no ambiguity; the tests hold it to that. What is
 * better said as a sentence about the meaning (an unused value, a positional argument behind a named
 * one) is accepted here and checked when the syntax tree is built.
 */
parser grammar NetParser;

options { tokenVocab = NetLexer; }

file
  : LINE_END? (declaration (LINE_END declaration)* LINE_END?)? EOF
  ;

// A value on its own: `--set name=value`, and what stands in the braces of a string.
loneValue
  : element LINE_END? EOF
  ;

declaration
  : useDeclaration
  | constDeclaration
  | fnDeclaration
  | layerDeclaration
  | presetDeclaration
  | quantizerDeclaration
  | metricDeclaration
  | dataDeclaration
  | recipeDeclaration
  | sweepDeclaration
  | testDeclaration
  | externalDeclaration
  ;

useDeclaration
  : USE word (DOT word)* (DOT OPEN_BRACE useItem (COMMA useItem)* COMMA? CLOSE_BRACE)?
  ;

useItem
  : name (AS alias = name)?
  ;

constDeclaration
  : CONST name (COLON type)? ASSIGN pipeline
  ;

fnDeclaration
  : FN name parameters result? where? block
  ;

layerDeclaration
  : (LAYER | MODEL) name hyperparameters = parameters inputs = parameters result? where? block
  ;

presetDeclaration
  : (LAYER | MODEL) name ASSIGN pipeline
  ;

quantizerDeclaration
  : QUANTIZER name hyperparameters = parameters inputs = parameters result? promise* where? block
  ;

metricDeclaration
  : METRIC name parameters result? promise* where? block
  ;

dataDeclaration
  : DATA name (COLON type)? ASSIGN pipeline
  ;

recipeDeclaration
  : RECIPE name parameters where? block
  ;

sweepDeclaration
  : SWEEP name OVER axis (COMMA axis)* block (TABULATE tabulated = values BY by = values)?
  ;

axis
  : name IN value
  ;

values
  : value (COMMA value)*
  ;

testDeclaration
  : TEST STRING block
  ;

externalDeclaration
  : EXTERNAL word name first = parameters second = parameters? result? promise* where?
  ;

result
  : ARROW type
  ;

promise
  : BITS value
  | STORES word
  | BETTER word
  | FOR word
  ;

where
  : WHERE constraint (COMMA constraint)*
  ;

constraint
  : value (COLON STRING)?
  ;

parameters
  : OPEN_PAREN (parameter (COMMA parameter)* COMMA?)? CLOSE_PAREN
  ;

parameter
  : name COLON type (ASSIGN pipeline)?
  ;

// Types ------------------------------------------------------------------------------------------

type
  : simpleType QUESTION?
  | STRING (BAR STRING)*
  ;

simpleType
  : LIST (OPEN_BRACKET type CLOSE_BRACKET)?                                   # listType
  | typeWord shape?                                                           # wordType
  | shape                                                                     # shapeType
  | OPEN_PAREN (typeField (COMMA typeField)* COMMA?)? CLOSE_PAREN (ARROW simpleType)?  # tupleType
  ;

typeWord
  : NAME
  | softWord
  ;

typeField
  : (word COLON)? type
  ;

shape
  : OPEN_BRACKET (dim (COMMA dim)* COMMA?)? CLOSE_BRACKET
  ;

dim
  : value ELLIPSIS?
  ;

// Statements -------------------------------------------------------------------------------------

block
  : OPEN_BRACE LINE_END? (statement (LINE_END statement)* LINE_END?)? CLOSE_BRACE
  ;

statement
  : LET pattern (COLON type)? ASSIGN pipeline                                 # letStatement
  | PARAM name COLON type ASSIGN pipeline (AS role = word)?                   # paramStatement
  | STATE name COLON type ASSIGN pipeline (FROM value)?                       # stateStatement
  | UPDATE name (DOT word)* ASSIGN pipeline                                   # updateStatement
  | REQUIRE value (COMMA STRING)?                                             # requireStatement
  | CHECK value (ARROW type)? (COMMA STRING)?                                 # checkStatement
  | RETURN pipeline                                                           # returnStatement
  | MINIMIZE (name ASSIGN)? loss = pipeline (OVER over = paths (EXCEPT except = paths)?)?
      USING optimizer = pipeline                                              # minimizeStatement
  | REPORT reportItem (COMMA reportItem)*                                     # reportStatement
  | DATA name (COLON type)? ASSIGN pipeline                                   # dataStatement
  | NET name ASSIGN pipeline (FROM value rules?)?                             # netStatement
  | STAGE name block                                                          # stageStatement
  | TRAIN value ON pipeline AS pattern block                                  # trainStatement
  | EVALUATE (EVERY value | AT word)? ON pipeline AS pattern block            # evaluateStatement
  | PREDICT name? AS parameters block                                         # predictStatement
  | KEEP name (BY value)?                                                     # keepStatement
  | pipeline                                                                  # resultStatement
  ;

reportItem
  : (name ASSIGN)? pipeline
  ;

pattern
  : name
  | OPEN_PAREN patternItem (COMMA patternItem)* COMMA? CLOSE_PAREN
  ;

patternItem
  : pattern (AS name)?
  ;

rules
  : OPEN_BRACE LINE_END? (transferRule (LINE_END transferRule)* LINE_END?)? CLOSE_BRACE
  ;

transferRule
  : UNUSED (path | STRING)                                                    # unusedRule
  | path ASSIGN pipeline                                                      # assignRule
  ;

// Paths: one pattern grammar. Inside values the same forms are suffixes. -------------------------

selector
  : BANG selector                                                             # notSelector
  | left = selector AMPERSAND right = selector                                # andSelector
  | left = selector BAR right = selector                                      # orSelector
  | path                                                                      # pathSelector
  ;

paths
  : path (COMMA path)*
  ;

path
  : segment (DOT segment)*
  ;

segment
  : step (OPEN_BRACKET index CLOSE_BRACKET)*
  ;

step
  : word
  | STAR
  | POWER
  | OPEN_PAREN selector CLOSE_PAREN
  ;

// Values -----------------------------------------------------------------------------------------

// A block belongs to a stage or to the head of a pipe and to nothing that binds tighter.
pipeline
  : (loop | value block?) (PIPE pipeStage)*
  ;

pipeStage
  : loop
  | chain block?
  | block
  ;

loop
  : (REPEAT | ROLLED? RECUR) (pattern IN)? over = value (AS counter = name)? (UNTIL until = value)? block
  ;

value
  : <assoc = right> left = value operator = POWER right = value               # binary
  | MINUS value                                                               # negative
  | left = value operator = (STAR | SLASH | FLOOR_DIVIDE | PERCENT) right = value  # binary
  | left = value operator = (PLUS | MINUS) right = value                      # binary
  | left = value operator = RANGE right = value                               # binary
  | <assoc = right> left = value operator = COALESCE right = value            # binary
  | left = value operator = (EQUAL | NOT_EQUAL | LESS | LESS_EQUAL | GREATER | GREATER_EQUAL)
      right = value                                                           # comparison
  | NOT value                                                                 # negation
  | left = value operator = AND right = value                                 # binary
  | left = value operator = OR right = value                                  # binary
  | chain                                                                     # chained
  ;

chain
  : (marker name | atom) suffix*
  ;

marker
  : FRESH
  | FROZEN
  | TWIN
  | RUN
  ;

suffix
  : DOT step                                                                  # memberSuffix
  | INSIDE step                                                               # tapSuffix
  | OPEN_PAREN (argument (COMMA argument)* COMMA?)? CLOSE_PAREN               # callSuffix
  | OPEN_BRACKET index (COMMA index)* COMMA? CLOSE_BRACKET                    # indexSuffix
  ;

atom
  : name
  | IT
  | literal
  | STAR
  | POWER
  | tuple
  | listOf
  | choice
  | selection
  ;

literal
  : INT
  | FLOAT
  | DURATION
  | STRING
  | TRUE
  | FALSE
  | NONE
  ;

tuple
  : OPEN_PAREN (tupleItem (COMMA tupleItem)* COMMA?)? CLOSE_PAREN
  ;

tupleItem
  : (word ASSIGN)? pipeline
  ;

listOf
  : OPEN_BRACKET (element (clause+ (IF value)? | (COMMA element)* COMMA?))? CLOSE_BRACKET
  ;

clause
  : FOR pattern IN value
  ;

element
  : pipeline
  | block
  ;

choice
  : IF value block (ELSE (block | choice))?
  ;

selection
  : SELECT OPEN_BRACE arm (COMMA arm)* COMMA? CLOSE_BRACE
  ;

arm
  : selector COLON pipeline
  ;

index
  : value
  | COLON
  ;

argument
  : (word ASSIGN)? (pipeline | block)
  ;

// Words ------------------------------------------------------------------------------------------

// The name of a value.
name
  : NAME
  | LIST
  | softWord
  ;

// The name of an argument, a member or a role: any word will do.
word
  : name
  | USE | CONST | FN | LAYER | MODEL | QUANTIZER | METRIC | RECIPE | SWEEP | EXTERNAL
  | LET | PARAM | UPDATE | MINIMIZE | REPORT | REQUIRE | RETURN | CHECK
  | IF | ELSE | REPEAT | RECUR | SELECT | FOR | IN | AS | IT
  | AND | OR | NOT | TRUE | FALSE | NONE
  ;

softWord
  : DATA | NET | STAGE | STATE | TEST | TRAIN | EVALUATE | KEEP | PREDICT
  | ON | FROM | USING | OVER | EXCEPT | BY | WHERE | UNTIL | TABULATE | EVERY | AT | UNUSED
  | FRESH | FROZEN | TWIN | RUN | ROLLED | BITS | STORES | BETTER
  ;
