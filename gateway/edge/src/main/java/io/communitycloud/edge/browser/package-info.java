/** Front ends that are served from other origins than the platform itself. */
@NullMarked
package io.communitycloud.edge.browser;

import org.jspecify.annotations.NullMarked;
