/** Ordered indexes: what they are, and which entries a document has in them. */
@NullMarked
package io.communitycloud.store.index;

import org.jspecify.annotations.NullMarked;
