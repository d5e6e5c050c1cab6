package xlsx

import "fmt"

// units is what a post, a contact, a closing and a kept promise cost, by queue.
func (w *totalling) units() {
	t, m := w.words.T, w.m
	w.section(t("Unit costs by queue"))
	w.row++
	w.text(1, w.row, t("Post: what comes. Contact: needs an answer after flush, or was moved here. Closing: a contact that ends here and does not go on in another queue. Kept promise: a contact within what is announced, as simulated."), w.note())
	w.row++
	for k, h := range []string{t("Queue"), "", "", t("Posts"), t("Contacts"), t("Closings"), t("Promises kept"), t("Cost"), t("Per post"), t("Per contact"), t("Per closing"), t("Per kept promise")} {
		if h != "" {
			w.text(1+k, w.row, h, w.header())
		}
	}
	w.height(w.row, 32)
	first := w.row + 1
	var sum [5]float64
	for k, q := range m.queues {
		w.row++
		row, at := w.row, m.queueRows[k]
		var f flow
		for _, x := range m.flows {
			if x.queue == k {
				f.add(x.flow)
			}
		}
		x := [5]float64{f.volume, f.contacts, f.contacts, 0, m.queuePays[k].cost}
		closings := cell(5, row)
		for _, o := range q.onward {
			closings += fmt.Sprintf("-%s*%s", cell(4, row), o.name)
			x[2] -= f.volume * o.value
		}
		x[3] = f.contacts * q.kept
		w.text(1, row, q.Name, 0)
		formulas := [5]string{cell(totalFlow, at), cell(totalFlow+3, at), closings, fmt.Sprintf("%s*kept_%s", cell(5, row), q.word), cell(totalCost, at)}
		w.unitRow(row, formulas, x, false)
		for j := range sum {
			sum[j] += x[j]
		}
	}
	w.row++
	w.text(1, w.row, t("All queues"), w.bold())
	var formulas [5]string
	for j := range formulas {
		formulas[j] = fmt.Sprintf("SUM(%s:%s)", cell(4+j, first), cell(4+j, w.row-1))
	}
	w.unitRow(w.row, formulas, sum, true)
}

func (w *totalling) unitRow(row int, formulas [5]string, x [5]float64, bold bool) {
	for j := range formulas {
		format := formatWhole
		if j == 4 {
			format = formatMoney
		}
		w.calculated(4+j, row, formulas[j], x[j], w.look(look{format: format, bold: bold}))
	}
	for j := range 4 {
		w.calculated(9+j, row, ratio(cell(8, row), cell(4+j, row)), over(x[4], x[j]), w.look(look{format: formatMoney, bold: bold}))
	}
}
