/** Plans and their versions. */
@NullMarked
package io.communitycloud.emergency.plan;

import org.jspecify.annotations.NullMarked;
