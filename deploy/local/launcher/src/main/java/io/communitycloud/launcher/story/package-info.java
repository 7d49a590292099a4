/** The story every release must tell, played on the running platform. */
@NullMarked
package io.communitycloud.launcher.story;

import org.jspecify.annotations.NullMarked;
