" Vim syntax file of the Net language.
if exists("b:current_syntax")
  finish
endif

syntax keyword netDeclaration use const fn layer model quantizer metric recipe sweep external
syntax keyword netDeclaration data test
syntax keyword netConditional if else repeat recur select for in as and or not
syntax keyword netConstant true false none it
syntax keyword netStatement let param update minimize report require return check net stage
syntax keyword netStatement state train evaluate keep predict on from using over except by where
syntax keyword netStatement until tabulate every at unused fresh frozen twin run rolled list
syntax keyword netStatement bits stores better

syntax match netMember /[.@]\h\w*/
syntax match netConstructor /\<\u\w*/
syntax match netNumber /\<\d[0-9_]*\(\.\d[0-9_]*\)\?\([eE][+-]\?\d\+\)\?\>/
syntax match netDuration /\<\d[0-9_]*\(\.\d[0-9_]*\)\?\s\+\(epoch\|step\)s\?\>/
syntax match netOperator /|>\|->\|??\|\*\*\|\/\/\|[-+*%<>=&!]/
syntax region netString start=/"/ skip=/\\./ end=/"/ oneline contains=netPlace
syntax match netPlace /{[^}"]*}/ contained
syntax match netComment /#.*$/ contains=@Spell
syntax match netDoc /##.*$/ contains=@Spell

highlight default link netDeclaration Structure
highlight default link netConditional Conditional
highlight default link netConstant Constant
highlight default link netStatement Statement
highlight default link netConstructor Type
highlight default link netNumber Number
highlight default link netDuration Number
highlight default link netOperator Operator
highlight default link netString String
highlight default link netPlace Special
highlight default link netComment Comment
highlight default link netDoc SpecialComment

let b:current_syntax = "net"
