/** Canonical operations on legacy systems. */
@NullMarked
package io.communitycloud.exchange.operation;

import org.jspecify.annotations.NullMarked;
