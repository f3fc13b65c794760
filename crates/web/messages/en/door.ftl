# Signing in
sign-in = Sign in
sign-in-name = Account
sign-in-password = Password
sign-in-role = Role
sign-in-help = Forgotten your password? Ask your office’s administrator to set a new one.
sign-in-demo = Demonstration accounts
sign-in-again = Your session has ended. Please sign in again; everything you sent is safe.
signed-out = You are signed out.
door-motto = Everyone who should be helped, helped in time.
door-what = National judicial assistance: find everyone who qualifies and never asked, help in time, show how each amount came about, and go back to see.
door-legal = Every step has its article. Every look is on record.
error-prefix = Error:
error-title = Not quite there yet
sign-in-both = Please fill in the account and the password.
sign-in-needed = Please sign in; you will come back to your page.
