/** Maps on disk, the log before them and the checkpoints between the two. */
@NullMarked
package io.communitycloud.store.storage;

import org.jspecify.annotations.NullMarked;
