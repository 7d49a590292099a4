/** Tests of this feature. */
@NullMarked
package io.communitycloud.team.mobilisation;

import org.jspecify.annotations.NullMarked;
