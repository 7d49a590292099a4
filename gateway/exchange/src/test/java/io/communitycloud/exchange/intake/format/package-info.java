/** Files as bureaus write them, read without losing a byte in silence. */
@NullMarked
package io.communitycloud.exchange.intake.format;

import org.jspecify.annotations.NullMarked;
