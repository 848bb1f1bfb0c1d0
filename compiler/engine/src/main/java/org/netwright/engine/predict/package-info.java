/** A trained run answers for new inputs. */
@NullMarked
package org.netwright.engine.predict;

import org.jspecify.annotations.NullMarked;
