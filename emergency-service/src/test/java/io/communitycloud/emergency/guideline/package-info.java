/** Guidelines, asked as of any day, and what committees add to them. */
@NullMarked
package io.communitycloud.emergency.guideline;

import org.jspecify.annotations.NullMarked;
