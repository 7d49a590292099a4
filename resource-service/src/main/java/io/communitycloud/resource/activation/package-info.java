/** What this service does for a plan that is activated, and undoes when it ends. */
@NullMarked
package io.communitycloud.resource.activation;

import org.jspecify.annotations.NullMarked;
