/** Looking whether a store is whole, and making it so. */
@NullMarked
package io.communitycloud.store.inspection;

import org.jspecify.annotations.NullMarked;
