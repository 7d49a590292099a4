/** Guidelines: what is to be done where under which level, and what a committee may add to it. */
@NullMarked
package io.communitycloud.emergency.guideline;

import org.jspecify.annotations.NullMarked;
