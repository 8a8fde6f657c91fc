# ideal_points.R: our ideal points beside MCMCpack's dynamic item response model, on ten sessions.
#
#   Rscript tests/reference/ideal_points.R ENTENTE [SHARED]
#
# ENTENTE: the command. SHARED: folder of the published sets (default ../shared/data); without it, or
# without MCMCpack, the script says so and ends well. Both estimators see the same votes, made into
# yes against all else, of sessions 61-70 and of the 60 states that voted most.
arguments <- commandArgs(trailingOnly = TRUE)
entente <- arguments[1]
shared <- if (length(arguments) > 1) arguments[2] else "../shared/data"
calls_file <- file.path(shared, "un-votes/un_roll_calls_1946_2019.csv")
if (!file.exists(calls_file) || !requireNamespace("MCMCpack", quietly = TRUE)) {
  cat("skipped: no published votes, or no MCMCpack\n")
  quit(status = 0)
}
sessions <- 61:70
calls <- read.csv(calls_file, stringsAsFactors = FALSE)
votes <- read.csv(gzfile(file.path(shared, "un-votes/un_votes_1946_2019.csv.gz")),
                  stringsAsFactors = FALSE, na.strings = "")
votes$session <- calls$session[match(votes$rcid, calls$rcid)]
votes <- votes[votes$session %in% sessions, ]
often <- names(sort(table(votes$country_code), decreasing = TRUE))[1:60]
often <- union("US", often)
votes <- votes[votes$country_code %in% often, ]
votes$no <- as.integer(votes$vote != "yes")
share <- tapply(votes$no, votes$rcid, mean)
votes <- votes[votes$rcid %in% names(share)[share > 0.05 & share < 0.95], ]

ids <- sort(unique(votes$rcid))
data <- matrix(NA, length(often), length(ids), dimnames = list(often, ids))
data[cbind(match(votes$country_code, often), match(votes$rcid, ids))] <- votes$no
session <- calls$session[match(ids, calls$rcid)]
set.seed(1)
draws <- MCMCpack::MCMCdynamicIRT1d(data, item.time.map = session - min(sessions) + 1,
                                    theta.constraints = list(US = "+"), mcmc = 4000, burnin = 1000,
                                    thin = 4, verbose = 0, tau2.start = 0.25, A0 = 1, B0 = 1)
theta <- colMeans(draws)
theta <- theta[grep("^theta", names(theta))]
theirs <- data.frame(country = sub("^theta\\.(.*)\\.t[0-9]+$", "\\1", names(theta)),
                     session = min(sessions) - 1 +
                       as.integer(sub("^.*\\.t([0-9]+)$", "\\1", names(theta))), theirs = theta)

# The same votes as claims: yes is 1, all else -1.
folder <- tempfile("ideal")
dir.create(folder)
when <- paste0(1945 + votes$session, "-12-01")
claims <- data.frame(record = votes$rcid, from = votes$country_code, to = "",
                     indicator = "un.vote", valid_from = when, known_from = "2020",
                     source = "un-votes", intensity = ifelse(votes$no == 1, -1, 1),
                     intensity_scale = "UN-vote", reliability = "B", credibility = "2",
                     checked = "read")
table_file <- file.path(folder, "votes.tsv")
write.table(claims, table_file, sep = "\t", quote = FALSE, row.names = FALSE)
ledger <- file.path(folder, "l.db")
system2(entente, c("import", "--ledger", ledger, "--quiet", table_file))
ours <- read.delim(text = system2(entente, c("idealpoints", "--ledger", ledger, "--format", "tsv"),
                                  stdout = TRUE), comment.char = "#", stringsAsFactors = FALSE,
                   na.strings = "")
codes <- read.csv(file.path(shared, "country-codes/datasets-country-codes.csv"), stringsAsFactors = FALSE,
                  na.strings = "")
names(codes) <- gsub("[^A-Za-z0-9]", ".", names(codes))
theirs$country <- codes$ISO3166.1.Alpha.3[match(theirs$country, codes$ISO3166.1.Alpha.2)]
both <- merge(ours, theirs)
within <- sapply(split(both, both$session), function(x) cor(x$point, x$theirs))
cat(sprintf("points %d, r %.4f over all, within sessions lowest %.4f middle %.4f\n", nrow(both),
            cor(both$point, both$theirs), min(within), median(within)))
if (cor(both$point, both$theirs) < 0.95 || median(within) < 0.95) quit(status = 1)
