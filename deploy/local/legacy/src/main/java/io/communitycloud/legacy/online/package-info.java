/** The systems that answer at once, each in its own way. */
@NullMarked
package io.communitycloud.legacy.online;

import org.jspecify.annotations.NullMarked;
