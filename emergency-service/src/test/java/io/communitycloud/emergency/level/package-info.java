/** Response levels, asked as of any moment. */
@NullMarked
package io.communitycloud.emergency.level;

import org.jspecify.annotations.NullMarked;
