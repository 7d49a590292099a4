/** How the stand-ins are switched while they run, and what was last asked of them. */
@NullMarked
package io.communitycloud.legacy.control;

import org.jspecify.annotations.NullMarked;
