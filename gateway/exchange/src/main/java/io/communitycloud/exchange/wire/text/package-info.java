/** Characters that an encoding does not know, and how their loss is told. */
@NullMarked
package io.communitycloud.exchange.wire.text;

import org.jspecify.annotations.NullMarked;
