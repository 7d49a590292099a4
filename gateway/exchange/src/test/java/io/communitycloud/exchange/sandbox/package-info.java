/** Tests of the sandbox. */
@NullMarked
package io.communitycloud.exchange.sandbox;

import org.jspecify.annotations.NullMarked;
