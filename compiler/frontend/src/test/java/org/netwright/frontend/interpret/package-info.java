/** A reference meaning of every primitive in plain loops and double arithmetic, for tests. */
package org.netwright.frontend.interpret;
