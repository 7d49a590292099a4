/** The whole platform, started as a newcomer starts it, asked what it promised. */
@NullMarked
package io.communitycloud.verify;

import org.jspecify.annotations.NullMarked;
