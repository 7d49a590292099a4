/** Collections: documents, their indexes, and the commands' work on them. */
@NullMarked
package io.communitycloud.store.collection;

import org.jspecify.annotations.NullMarked;
