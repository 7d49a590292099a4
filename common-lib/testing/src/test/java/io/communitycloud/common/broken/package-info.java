/** Stands for a common-lib that has learned too much. */
@NullMarked
package io.communitycloud.common.broken;

import org.jspecify.annotations.NullMarked;
