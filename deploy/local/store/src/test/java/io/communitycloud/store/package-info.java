/** The store seen through MongoDB's own driver. */
@NullMarked
package io.communitycloud.store;

import org.jspecify.annotations.NullMarked;
