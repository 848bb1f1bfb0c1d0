/** Tests of words, statement ends and sentences. */
package org.netwright.grammar;
