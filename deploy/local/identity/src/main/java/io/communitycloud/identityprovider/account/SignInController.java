package io.communitycloud.identityprovider.account;

import io.communitycloud.identityprovider.key.Secrets;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.HtmlUtils;

/** A browser's door: one picks who to be; the copy's demo secret proves that one may. */
@Controller
class SignInController {

    private final Secrets secrets;
    private final String page;
    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
    private final HttpSessionRequestCache requests = new HttpSessionRequestCache();

    SignInController(Secrets secrets, @Value("classpath:sign-in.html") Resource page) throws IOException {
        this.secrets = secrets;
        this.page = page.getContentAsString(StandardCharsets.UTF_8);
    }

    @GetMapping("/login")
    ResponseEntity<String> page(CsrfToken csrf, @RequestParam(required = false) @Nullable String refused) {
        String options = Arrays.stream(DemoRole.values())
                .map(role -> "<option value=\"%s\">%s %s</option>".formatted(role.code(), role.title(), role.code()))
                .collect(Collectors.joining());
        String message = refused == null
                ? ""
                : "<p class=\"refused\" role=\"alert\">口令或账户不对。<span lang=\"en\">Wrong secret or account.</span></p>";
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .body(page.replace("{message}", message)
                        .replace("{csrf-name}", csrf.getParameterName())
                        .replace("{csrf-token}", HtmlUtils.htmlEscape(csrf.getToken()))
                        .replace("{roles}", options));
    }

    @PostMapping("/login")
    String signIn(
            @ModelAttribute DemoAccount.Wish wish,
            @RequestParam String secret,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!secrets.opensDemo(secret)) {
            return "redirect:/login?refused";
        }
        DemoAccount account;
        try {
            account = DemoAccount.of(wish);
        } catch (IllegalArgumentException refused) {
            return "redirect:/login?refused";
        }
        // A session that existed before the sign-in may be known to somebody else.
        request.getSession(true);
        request.changeSessionId();
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                account,
                null,
                List.of(FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY))));
        contexts.saveContext(context, request, response);
        SavedRequest wanted = requests.getRequest(request, response);
        return "redirect:" + (wanted == null ? "/login" : wanted.getRedirectUrl());
    }
}
