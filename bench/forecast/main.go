// Command forecast measures the forecaster where the product's own backtest does not: on
// the hourly series of the M4 competition (Makridakis, Spiliotis & Assimakopoulos 2020),
// forecast 48 hours ahead, and on totals of days and weeks.
//
//	go run ./bench/forecast --set m4 --data DIR [--validate]
//	go run ./bench/forecast --set totals --data DIR
//
// totals counts how many totals lay within their ranges, over weekly origins in the samples
// and in the training parts of the public sets that lie in DIR.
//
// For m4, DIR holds train.csv.gz and test.csv.gz (id,v1,v2,...). --validate leaves the test
// part alone and forecasts the last 48 hours of the train part: it is what choices are made
// on.
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"text/tabwriter"
	"time"

	"golang.org/x/sync/errgroup"

	"turno/forecast"
	"turno/forecast/auto"
	"turno/forecast/backtest"
	"turno/forecast/calendar"
	"turno/forecast/model"
)

func main() {
	set := flag.String("set", "m4", "what is measured: m4 or totals")
	data := flag.String("data", "", "folder with the data; default: ../shared/data/forecast, for m4 its m4-hourly")
	validate := flag.Bool("validate", false, "forecast the end of the train part, leaving the test part alone")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *set, *data, *validate); err != nil {
		fmt.Fprintln(os.Stderr, "forecast:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, set, data string, validate bool) error {
	shared := filepath.Join("..", "shared", "data", "forecast")
	switch set {
	case "m4":
		return runM4(ctx, cmp.Or(data, filepath.Join(shared, "m4-hourly")), validate)
	case "totals":
		return reportTotals(ctx, os.Stdout, cmp.Or(data, shared))
	}
	return fmt.Errorf("--set %q: expected m4 or totals", set)
}

func runM4(ctx context.Context, data string, validate bool) error {
	series, err := load(data, validate)
	if err != nil {
		return err
	}
	cal := calendar.Plain(time.UTC)
	fmt.Printf("%d series, %d hours ahead\n", len(series), horizon)
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "method\tseries\tsMAPE %\tMASE\tOWA\tseconds a series\t")
	for _, m := range model.All() {
		if err := report(ctx, table, m.Name(), series, backtest.Each(backtest.Of(m, cal))); err != nil {
			return err
		}
	}
	if err := report(ctx, table, "auto", series, auto.Method("auto", auto.Input{Calendar: cal}).Forecast); err != nil {
		return err
	}
	return table.Flush()
}

// report writes one row: the mean scores of the median forecast over the series that the
// method can learn from.
func report(ctx context.Context, table *tabwriter.Writer, name string, series []instance, f backtest.Joint) error {
	scores := make([]score, len(series))
	began := time.Now()
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, s := range series {
		group.Go(func() error {
			v, err := f(ctx, []forecast.Series{s.past}, calendar.Grid{Start: s.past.Grid.End(), Step: time.Hour, N: horizon})
			if err == nil {
				scores[i] = s.score(median(v[0]))
			}
			return ctx.Err()
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	var sum score
	for _, s := range scores {
		sum.n, sum.smape, sum.mase = sum.n+s.n, sum.smape+s.smape, sum.mase+s.mase
	}
	if sum.n == 0 {
		fmt.Fprintf(table, "%s\t0\t\t\t\t\t\n", name)
		return nil
	}
	sum.smape, sum.mase = sum.smape/sum.n, sum.mase/sum.n
	seconds := time.Since(began).Seconds() / float64(len(series)) * float64(min(runtime.GOMAXPROCS(0), len(series)))
	fmt.Fprintf(table, "%s\t%.0f\t%.3f\t%.4f\t%.4f\t%.3f\t\n", name, sum.n, sum.smape, sum.mase, sum.owa(), seconds)
	return nil
}

// median is the middle quantile of a forecast.
func median(v forecast.Volume) []float64 { return v.Quantiles[len(v.Levels)/2] }
