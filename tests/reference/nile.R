# nile.R: makes nile.tsv: breaks of the Nile's flow by strucchange, and the evidence of our model of
# breaks written out with dense matrices in R. Run: Rscript tests/reference/nile.R > tests/reference/nile.tsv
suppressMessages(library(strucchange))
options(digits = 17, scipen = 10)
y <- as.numeric(Nile) / 100
n <- length(y)
years <- as.integer(time(Nile))
least <- breakpoints(Nile ~ 1)
band <- confint(least, level = 0.9)$confint

# the model: hazard, prior of levels, movement about them, error of a reading
h <- 0.02; mu <- 9; tau2 <- 4; s2 <- 1.2; phi <- 0.3; v <- 0.4
block <- function(j, s) { # ln density of y[j..s] as one segment
  k <- s - j + 1
  V <- tau2 + s2 * phi^abs(outer(1:k, 1:k, "-")) + diag(v, k)
  R <- chol(V)
  z <- backsolve(R, y[j:s] - mu, transpose = TRUE)
  -0.5 * k * log(2 * pi) - sum(log(diag(R))) - 0.5 * sum(z^2)
}
P <- matrix(-Inf, n, n)
for (j in 1:n) for (s in j:n) P[j, s] <- block(j, s)
lse <- function(x) max(x) + log(sum(exp(x - max(x))))
g <- function(d) log(h) + (d - 1) * log1p(-h)
G <- function(d) (d - 1) * log1p(-h)
Q <- numeric(n + 1)
for (t in n:1) {
  s <- t:n
  len <- s - t + 1
  Q[t] <- lse(P[cbind(t, s)] + ifelse(s == n, G(len), g(len)) + c(Q[-1], 0)[s])
}
E <- numeric(n + 1) # E[t + 1]: y[1..t], a segment ends at t
for (s in 1:n) {
  j <- 1:s
  E[s + 1] <- lse(E[j] + P[cbind(j, s)] + g(s - j + 1))
}
p <- exp(E[1:n] + Q[1:n] - Q[1])

cat("# Annual flow of the Nile at Aswan, 1871-1970, 10^8 m^3: Cobb (1978), Biometrika 65(2);\n",
    "# Durbin & Koopman (2012); as packed in R 4.2.2's datasets. Breaks: strucchange ", as.character(packageVersion("strucchange")),
    ", Bai & Perron\n# (2003) least squares with BIC, 90 % interval. Evidence and p_change: the model's formulas in dense\n",
    "# matrices. Made by tests/reference/nile.R.\n", sep = "")
cat("breaks\t", length(least$breakpoints), "\n", sep = "")
cat("last_year_before\t", years[band[2]], "\n", sep = "")
cat("last_year_before_low\t", years[band[1]], "\n", sep = "")
cat("last_year_before_high\t", years[band[3]], "\n", sep = "")
cat("log_evidence\t", Q[1], "\n", sep = "")
cat("year\tflow\tp_change\n")
for (t in 1:n) cat(years[t], "\t", as.numeric(Nile)[t], "\t", p[t], "\n", sep = "")
