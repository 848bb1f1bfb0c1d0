/**
 * The grammar of the Net language as ANTLR reads it: words, statement ends and sentences.
 *
 * <p>The package holds generated code, which says nothing about null; it is therefore not marked.
 */
package org.netwright.grammar;
