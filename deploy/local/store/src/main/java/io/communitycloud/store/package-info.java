/** A document store for one machine that speaks MongoDB's protocol. */
@NullMarked
package io.communitycloud.store;

import org.jspecify.annotations.NullMarked;
