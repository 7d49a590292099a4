/** MongoDB's wire protocol over TCP. */
@NullMarked
package io.communitycloud.store.wire;

import org.jspecify.annotations.NullMarked;
