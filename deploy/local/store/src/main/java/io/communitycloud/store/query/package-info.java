/** Filters, sorts and the choice of an index for them. */
@NullMarked
package io.communitycloud.store.query;

import org.jspecify.annotations.NullMarked;
