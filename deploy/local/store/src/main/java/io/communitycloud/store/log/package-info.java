/** The write-ahead log. */
@NullMarked
package io.communitycloud.store.log;

import org.jspecify.annotations.NullMarked;
